import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { get, patch, post, remove } from '../support/api.ts';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { isFocused, newVisitor, openPage, provideBrowser, signIn } from './support/open-page.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

const paths: Record<string, string> = {};

beforeAll(async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const { purchaseId } = await buy(customer, product);
  Object.assign(paths, {
    customers: '/customers',
    products: '/products',
    customer: `/customers/${customer.customerId}`,
    product: `/products/${product.productId}`,
    purchase: `/purchases/${purchaseId}`,
    purchases: `/purchases?customerId=${customer.customerId}`,
  });
});

/** The roles and names of all open dialogs. */
const dialogsOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('[role=dialog], [role=alertdialog]')].map((node) => [node.getAttribute('role'),
      (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')].join(': '))`,
  );

const [customer, product] = ['Ada \\w+', 'Mug \\w+'];

test.each<[string, Record<string, string>]>([
  ['customers', { 'Add customer': 'dialog: Add customer', 'New purchase': 'dialog: New purchase' }],
  ['products', { 'Add product': 'dialog: Add product' }],
  ['customer', { Edit: 'dialog: Edit customer', Remove: `alertdialog: Remove ${customer}\\?` }],
  [
    'product',
    {
      Edit: 'dialog: Edit product',
      'Adjust stock': 'dialog: Adjust stock',
      'Sell it': 'dialog: New purchase',
    },
  ],
  [
    'purchase',
    {
      'Return units': 'dialog: Return units',
      'Cancel purchase': `alertdialog: Cancel purchase of 1 × ${product} for ${customer}\\?`,
    },
  ],
  ['purchases', { Cancel: `alertdialog: Cancel purchase of 1 × ${product} for ${customer}\\?` }],
])('on %s, each button opens one dialog with a name', async (path, dialogs) => {
  const page = await openPage(paths[path] ?? '');
  for (const [button, dialog] of Object.entries(dialogs)) {
    await page
      .getByRole('button', { name: new RegExp(`^${button}`) })
      .first()
      .click();
    await expect.poll(() => dialogsOf(page)).toEqual([expect.stringMatching(new RegExp(`^${dialog}$`))]);
    // Nothing was typed, so closing does not ask.
    await page.keyboard.press('Escape');
    await expect.poll(() => dialogsOf(page)).toEqual([]);
  }
});

describe('a form with unsaved input', () => {
  const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard your changes?' });

  async function openTyped(): Promise<Page> {
    const page = await openPage('/products');
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Add customer' }).first().click();
    await typeInto(page.getByRole('dialog').getByLabel('Name'), 'Zoë Half-Typed');
    return page;
  }

  test.each([
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['a click outside', (page: Page) => page.mouse.click(5, 400)],
    ['its close button', (page: Page) => page.getByRole('button', { name: 'Close' }).click()],
    ['Back', (page: Page) => page.goBack({ waitUntil: 'commit', timeout: 1 }).catch(() => {})],
  ])('asks before %s discards it', async (_way, leave) => {
    const page = await openTyped();
    const name = page.getByRole('dialog').getByLabel('Name');
    await leave(page);
    await question(page).waitFor();
    expect(await dialogsOf(page)).toEqual(['dialog: Add customer', 'alertdialog: Discard your changes?']);
    await page.keyboard.press('Escape');
    await question(page).waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Zoë Half-Typed');
    await leave(page);
    await question(page).getByRole('button', { name: 'Keep editing' }).click();
    await question(page).waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Zoë Half-Typed');
    expect(new URL(page.url()).pathname).toBe('/customers');
    await leave(page);
    await question(page).getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => dialogsOf(page)).toEqual([]);
    await expect.poll(() => page.evaluate<boolean>('document.activeElement === document.body')).toBe(false);
  });

  test('goes back once it is discarded, also in the dialog that is on every page', async () => {
    const page = await openPage('/products');
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.getByRole('button', { name: 'New purchase' }).click();
    await typeInto(page.getByRole('dialog').getByLabel('Quantity'), '12');
    await page.evaluate('history.back()');
    await question(page).getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
    expect(await dialogsOf(page)).toEqual([]);
    // A form without input closes with its page.
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.getByRole('button', { name: 'New purchase' }).click();
    await page.getByRole('dialog').getByLabel('Quantity').waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
    await expect.poll(() => dialogsOf(page)).toEqual([]);
  });

  test('asks before the window closes, but no longer after a save', async () => {
    const { customerId } = await addCustomer();
    const page = await openPage(`/customers/${customerId}`);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit customer' });
    await typeInto(form.getByLabel('Name'), 'Renamed');
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await form.getByLabel('Name').inputValue()).toBe('Renamed');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor();
    expect(asked).toHaveLength(1);
  });
});

test('conflicting edits are resolved field by field', async () => {
  const { customerId, email } = await addCustomer({ country: 'Austria' });
  const path = `/customers/${customerId}`;
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit customer' });
  await typeInto(dialog.getByLabel('Name'), 'My Name');
  await typeInto(dialog.getByLabel('E-mail'), 'mine@example.org');
  await typeInto(dialog.getByLabel('Country', { exact: true }), 'Norway');
  await patch(path, { name: 'Their Name', country: 'Sweden', birthDate: '1980-01-31' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Someone else has changed this').waitFor();
  const choices = (name: string) => dialog.getByRole('radiogroup', { name });
  // A field that only one side has changed is taken from that side.
  expect(await choices('E-mail').getByRole('radio', { name: 'Mine: mine@example.org' }).isChecked()).toBe(
    true,
  );
  expect(
    await choices('E-mail')
      .getByRole('radio', { name: `Theirs: ${email}` })
      .isChecked(),
  ).toBe(false);
  expect(await choices('Date of birth').getByRole('radio', { name: 'Theirs: 1980-01-31' }).isChecked()).toBe(
    true,
  );
  // For a field that both have changed, the user has to choose before anything is saved.
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Choose one.').first().waitFor();
  expect((await get(path)).body).toMatchObject({ name: 'Their Name', country: 'Sweden' });
  await expect.poll(() => isFocused(choices('Name').getByRole('radio').first())).toBe(true);
  await choices('Name').getByRole('radio', { name: 'Theirs: Their Name' }).check();
  await choices('Country').getByRole('radio', { name: 'Mine: Norway' }).check();
  expect(await dialog.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Their Name');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await get(path)).body).toMatchObject({
    name: 'Their Name',
    email: 'mine@example.org',
    country: 'Norway',
    birthDate: '1980-01-31',
  });
});

test('conflicting edits of a product show their price and mine', async () => {
  const product = await addProduct();
  const path = `/products/${product.productId}`;
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit product' });
  await typeInto(dialog.getByLabel('Price'), '3.75');
  await patch(path, { price: { amount: 500 }, category: 'Mugs' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const prices = dialog.getByRole('radiogroup', { name: 'Price' });
  await prices.getByRole('radio', { name: 'Theirs: 5.00' }).waitFor();
  await prices.getByRole('radio', { name: 'Mine: 3.75' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await get(path)).body).toMatchObject({ price: { amount: 375, currency: 'EUR' }, category: 'Mugs' });
});

test('a dialog opens at once, even before its code is loaded', async () => {
  const page = await newVisitor();
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/pages-[^/]*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await signIn(page, '/');
  await page.getByRole('button', { name: 'New purchase' }).click();
  const dialog = page.getByRole('dialog', { name: 'New purchase' });
  await dialog.getByRole('progressbar', { name: 'Loading' }).waitFor();
  release();
  await expect.poll(() => isFocused(dialog.getByRole('combobox', { name: 'Customer' }))).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(page.getByRole('button', { name: 'New purchase' }))).toBe(true);
});

test('a cancellation names the purchase, also if the customer was removed and the product is no longer sold', async () => {
  const [ada, bob] = await Promise.all([addCustomer(), addCustomer({ name: 'Bob Gone' })]);
  const product = await addProduct();
  await buy(ada, product, 3);
  await buy(bob, product, 2);
  await remove(`/customers/${bob.customerId}`);
  const page = await openPage(`/purchases?productId=${product.productId}`);
  const named = `Cancel purchase of 3 × ${product.name} for ${ada.name}`;
  await page.getByRole('row', { name: ada.name }).getByRole('button', { name: named }).click();
  const dialog = page.getByRole('alertdialog', { name: `${named}?` });
  await dialog.getByText('3 units for €7.50. The stock will be returned.').waitFor();
  await dialog.getByRole('button', { name: 'Keep purchase' }).click();
  await remove(`/products/${product.productId}`);
  await page.reload();
  const row = page.getByRole('row', { name: `2 × ${product.name} for a removed customer` });
  await row.getByRole('button').click();
  await page.getByText('The stock will be returned.').waitFor();
  await page.getByRole('button', { name: 'Cancel the purchase' }).click();
  await page.getByRole('row', { name: 'Cancelled' }).waitFor();
});

test('each id of a cancelled purchase has a copy button that names the id', async () => {
  const { purchaseId } = await buy(await addCustomer(), await addProduct());
  await post(`/purchases/${purchaseId}/cancellation`);
  const page = await openPage(`/purchases/${purchaseId}`);
  await page.getByRole('button', { name: 'Technical details' }).click();
  await page.getByRole('button', { name: 'Copy the correlation ID of the cancellation' }).waitFor();
  await page.getByRole('button', { name: 'Copy the correlation ID', exact: true }).waitFor();
});
