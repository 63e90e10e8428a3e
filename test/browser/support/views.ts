import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { post, remove } from '../../support/api.ts';
import { addCustomer, addProduct, buy } from '../../support/shop.ts';
import { openBox } from './search-box.ts';
import { untilStill } from './until-still.ts';

/** A page, possibly with an open dialog or picker. */
export interface View {
  readonly path: string;
  /** Opens the dialog or picker. */
  readonly open?: (page: Page) => Promise<void>;
}

const names = [
  'overview',
  'customers',
  'customer',
  'customers by what they bought',
  'products',
  'buyers',
  'product',
  'archived product',
  'purchases',
  'purchase',
  'rejected purchase',
  'returned purchase',
  'cancelled purchase',
  'empty search',
  'invalid filters',
  'import sales',
  'nowhere',
] as const;

const opened = [
  'export a list',
  'selected products',
  'adjust stock of selected products, refused',
  'cancel selected purchases',
  'add customer, refused',
  'add product, refused',
  'adjust stock, refused',
  'return units, refused',
  'remove customer',
  'cancel purchase',
  'technical details of a purchase',
  'new purchase, an option highlighted',
  'filter by customer, an option highlighted',
  'add a filter by buyer',
  'search box',
  'search box, results',
  'search box, nothing found',
  'keyboard shortcuts',
  'import sales, understood',
  'import sales, an answer is missing',
  'import sales, done',
] as const;

/** Every page of the app. */
export const pageNames: readonly (typeof names)[number][] = names;

/** Dialogs, pickers, and forms with errors. */
export const openedNames: readonly (typeof opened)[number][] = opened;

type ViewName = (typeof names)[number] | (typeof opened)[number];

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).first().click();

/** Opens a dialog and submits its form without required fields. */
const refused =
  (opener: string, submit: string) =>
  async (page: Page): Promise<void> => {
    await press(page, opener);
    const dialog = page.getByRole('dialog', { name: opener });
    await dialog.getByRole('button', { name: submit, exact: true }).click();
    await dialog
      .getByText(/^This /)
      .first()
      .waitFor();
  };

const confirming =
  (opener: string) =>
  async (page: Page): Promise<void> => {
    await press(page, opener);
    await page.getByRole('button', { name: /^Keep/ }).waitFor();
  };

/** Selects all rows of a list. */
const selectAll = (page: Page): Promise<void> =>
  page
    .getByRole('checkbox', { name: /^Select all/ })
    .first()
    .check();

/** Types into a picker, and highlights an option. */
async function highlight(page: Page, label: string, typed: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: label });
  await picker.click();
  await picker.pressSequentially(typed, { delay: 20 });
  // Waits for the answer to the complete input.
  await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1);
  await picker.press('ArrowDown');
}

/** A file with a doubt, a refused line, and long words. */
const SALES = `Ordernumber;Artikelnr;Bezeichnung;Menge;Einzelpreis;Datum;Kundennr;Rabatt
1;VIEW-0000-1111-2222-3333;Donaudampfschifffahrtsgesellschaftskapitänsmütze;2;1.234.567,50 EUR;03.04.2024;4711;5
1;VIEW-1;Tee;2;1,50 EUR;03.04.2024;4711;0
2;VIEW-1;Tee;zwei;1,50 EUR;13.04.2024;4711;0
`;

const chooseSales = (page: Page, text: string): Promise<void> =>
  page.getByLabel('Sales file').setInputFiles({
    name: 'Verkäufe-des-ersten-Quartals-2024.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });

/** Adds customers, products and purchases in every state, and returns the views that show them. */
export async function createViews(): Promise<Readonly<Record<ViewName, View>>> {
  const customer = await addCustomer({ country: 'Bosnia & Herzegovina' });
  const product = await addProduct({ stock: 2, category: 'Mugs', sku: `MUG-${Date.now()}-22` });
  const [bought, some, tooMany, takenBack] = [
    await buy(customer, product, 1),
    await buy(customer, await addProduct(), 5),
    await buy(customer, product, 9),
    await buy(
      customer,
      await addProduct({ stock: 123_456, price: { amount: 123_456_789, currency: 'EUR' } }),
      99,
    ),
  ];
  const gone = await addProduct({ description: 'Was sold in summer.' });
  await buy(customer, gone);
  await remove(`/products/${gone.productId}`);
  await post(`/purchases/${some.purchaseId}/returns`, { quantity: 2 });
  await post(`/purchases/${takenBack.purchaseId}/cancellation`);
  const customerPath = `/customers/${customer.customerId}`;
  const productPath = `/products/${product.productId}`;
  return {
    overview: { path: '/' },
    customers: { path: '/customers' },
    customer: { path: customerPath },
    'customers by what they bought': {
      path: `/customers?bought=${product.productId}&boughtFrom=2026-01-01T12:00:00Z`,
    },
    products: { path: '/products' },
    buyers: {
      path: `/products/buyers?category=Mugs&minPrice=100&currency=EUR&boughtBy=${customer.customerId}`,
    },
    product: { path: productPath },
    'archived product': { path: `/products/${gone.productId}` },
    purchases: { path: '/purchases' },
    purchase: { path: `/purchases/${bought.purchaseId}` },
    'rejected purchase': { path: `/purchases/${tooMany.purchaseId}` },
    'returned purchase': { path: `/purchases/${some.purchaseId}` },
    'cancelled purchase': { path: `/purchases/${takenBack.purchaseId}` },
    'empty search': { path: '/customers?name=nobodyhasthisname' },
    'invalid filters': { path: '/purchases?status=lost&from=yesterday' },
    'import sales': { path: '/import' },
    nowhere: { path: '/nowhere' },
    'export a list': {
      path: '/products',
      open: async (page) => {
        await press(page, 'Export');
        await page.getByRole('button', { name: /^CSV/ }).waitFor();
      },
    },
    'selected products': { path: `/products?name=${product.name.split(' ')[1]}`, open: selectAll },
    'adjust stock of selected products, refused': {
      path: `/products?name=${product.name.split(' ')[1]}`,
      open: async (page) => {
        await selectAll(page);
        await press(page, 'Adjust stock');
        await page.getByLabel('Units to add to each').fill('-99');
        await page.getByRole('button', { name: 'Adjust', exact: true }).click();
        await page.getByText('1 product not adjusted').waitFor();
      },
    },
    'cancel selected purchases': {
      path: `/purchases?customerId=${customer.customerId}`,
      open: async (page) => {
        await selectAll(page);
        await press(page, 'Cancel purchases');
        await page.getByRole('button', { name: /^Keep/ }).waitFor();
      },
    },
    'add customer, refused': { path: '/customers', open: refused('Add customer', 'Add') },
    'add product, refused': { path: '/products', open: refused('Add product', 'Add') },
    'adjust stock, refused': { path: productPath, open: refused('Adjust stock', 'Adjust') },
    'return units, refused': {
      path: `/purchases/${some.purchaseId}`,
      open: refused('Return units', 'Return'),
    },
    'remove customer': { path: customerPath, open: confirming('Remove') },
    'cancel purchase': { path: `/purchases/${bought.purchaseId}`, open: confirming('Cancel purchase') },
    'technical details of a purchase': {
      path: `/purchases/${takenBack.purchaseId}`,
      open: async (page) => {
        await press(page, 'Technical details');
        await page.getByText('Correlation ID of the cancellation').waitFor();
      },
    },
    'new purchase, an option highlighted': {
      path: '/',
      open: async (page) => {
        await press(page, 'New purchase');
        await page.getByRole('dialog', { name: 'New purchase' }).first().waitFor();
        await highlight(page, 'Customer', customer.name);
      },
    },
    'filter by customer, an option highlighted': {
      path: '/purchases',
      open: (page) => highlight(page, 'Customer', customer.name),
    },
    'search box': { path: customerPath, open: openBox },
    'search box, results': {
      path: '/',
      open: async (page) => {
        await openBox(page);
        await page.keyboard.type(customer.name);
        await page.getByRole('option', { name: `New purchase for ${customer.name}` }).waitFor();
      },
    },
    'search box, nothing found': {
      path: '/',
      open: async (page) => {
        await openBox(page);
        await page.keyboard.type('qqqqqqqqqqqq');
        await page.getByText('Nothing found. ').waitFor();
      },
    },
    'keyboard shortcuts': {
      path: '/',
      open: async (page) => {
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      },
    },
    'import sales, understood': {
      path: '/import',
      open: async (page) => {
        await chooseSales(page, SALES);
        await page.getByText('More about this file').click();
        await page.getByText('more fields, which').click();
        await page.getByRole('button', { name: 'Dry run' }).waitFor();
      },
    },
    'import sales, an answer is missing': {
      path: '/import',
      open: async (page) => {
        await chooseSales(page, SALES.replaceAll('EUR', ''));
        await page.getByRole('alert').waitFor();
      },
    },
    'import sales, done': {
      path: '/import',
      open: async (page) => {
        await chooseSales(page, SALES);
        await press(page, 'Dry run');
        await press(page, 'Import 2 lines');
        await page.getByText('Finished in').waitFor();
      },
    },
    'add a filter by buyer': {
      path: '/products',
      open: async (page) => {
        await press(page, 'Bought by a customer');
        await highlight(page, 'Bought by the customer', customer.name);
      },
    },
  };
}

/** Opens the dialog or picker of a view, and waits until no animation is running. */
export async function show(page: Page, { open }: View): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await open?.(page);
  await untilStill(page);
}
