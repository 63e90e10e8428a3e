import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';
import { pick } from './support/pick.ts';

provideBrowser();

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });

test('staff add a customer and a product, buy it, see the purchase on both pages, and cancel it', async () => {
  const [customer, product] = [`Zoë ${aWord()}`, `Mug ${aWord()}`];
  const page = await openPage('/customers');

  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const adding = dialogOf(page, 'Add customer');
  await adding.getByLabel('Name').fill(customer);
  await adding.getByLabel('E-mail').fill('zoe@example.org');
  await adding.getByLabel('Date of birth').fill('1990-02-28');
  await adding.getByLabel('Country').fill('Germany');
  await adding.getByLabel('Country').press('Enter');
  await page.getByRole('heading', { level: 1, name: customer }).waitFor();
  await page.getByText('Nothing bought yet').waitFor();

  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByRole('button', { name: 'Add product' }).first().click();
  const offering = dialogOf(page, 'Add product');
  await offering.getByLabel('Name').fill(product);
  await offering.getByLabel('Price').fill('2.50');
  await offering.getByLabel(/^Stock/).fill('5');
  await offering.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name: product }).waitFor();

  await page.getByRole('button', { name: 'Sell it' }).click();
  const buying = dialogOf(page, 'New purchase');
  await pick(page, 'Customer', customer);
  await buying.getByLabel('Quantity').fill('2');
  await buying.getByText('€2.50 each, 5 in stock').waitFor();
  await buying.getByText('€5.00').waitFor();
  await buying.getByRole('button', { name: 'Buy' }).click();
  await buying.getByText('Completed').waitFor();
  await buying.getByRole('button', { name: 'Done' }).click();

  const buyers = page.getByRole('table', { name: 'Bought by' });
  await buyers.getByRole('row', { name: `${customer} 2 €5.00 1` }).waitFor();
  await page.getByText('In stockLow 3').waitFor();
  await buyers.getByRole('link', { name: customer }).click();
  const bought = page.getByRole('table', { name: 'Products bought' });
  await bought.getByRole('row', { name: `${product} 2 €5.00 1` }).waitFor();
  await page.getByRole('img', { name: '2 units in 1 purchase' }).waitFor();

  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('row', { name: product }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel the purchase' }).click();
  await page.getByRole('row', { name: product }).getByText('Cancelled').waitFor();
  await page.getByRole('row', { name: product }).getByRole('link', { name: customer }).click();
  await page.getByText('Nothing bought yet').waitFor();
});

test('a purchase of more than the stock is rejected with a clear reason, and can be changed', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 1 })];
  const page = await openPage('/');
  await page.getByRole('button', { name: 'New purchase' }).click();
  await pick(page, 'Customer', customer.name);
  await pick(page, 'Product', product.name);
  const buying = dialogOf(page, 'New purchase');
  await buying.getByLabel('Quantity').fill('2');
  await buying.getByLabel('Quantity').press('Enter');
  await buying.getByText('There is not enough in stock: 2 wanted, 1 in stock.').waitFor();
  await buying.getByRole('button', { name: 'Edit and try again' }).click();
  await buying.getByLabel('Quantity').fill('1');
  await buying.getByRole('button', { name: 'Buy' }).click();
  await buying.getByText('Completed').waitFor();
});

test('purchases are filtered by customer, product, status and day, and the filters are in the URL', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 1 })];
  await buy(customer, product, 1);
  await buy(customer, product, 5);
  const page = await openPage('/purchases');
  const rows = page.getByRole('table', { name: 'Purchases' }).getByRole('row', { name: product.name });
  await pick(page, 'Customer', customer.name);
  await pick(page, 'Product', product.name);
  await page.getByText('2 purchases shown').waitFor();
  await page.getByLabel('Status').selectOption('Rejected');
  await page.getByText('1 purchase shown').waitFor();
  expect(await rows.count()).toBe(1);
  await rows.getByText('5 wanted, 0 in stock').waitFor();
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await page.getByLabel('To', { exact: true }).fill('2020-01-31');
  await page.getByText('No matching purchases').waitFor();
  const shared = await openPage(new URL(page.url()).pathname + new URL(page.url()).search);
  await shared.getByText('No matching purchases').waitFor();
  expect(await shared.getByLabel('To', { exact: true }).inputValue()).toBe('2020-01-31');
  await shared.getByRole('button', { name: 'Clear filters' }).click();
  await shared.getByRole('row', { name: product.name }).first().waitFor();
});

test('the names in a list of purchases are loaded with one request for customers and one for products', async () => {
  const customers = await Promise.all([addCustomer(), addCustomer(), addCustomer()]);
  const product = await addProduct();
  for (const customer of customers) await buy(customer, product);
  const page = await openPage('/nowhere');
  const read: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) read.push(pathname + search);
  });
  await page.goto(`/purchases?productId=${product.productId}`);
  for (const { name } of customers) await page.getByRole('link', { name }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(read).toEqual([...new Set(read)]);
  expect(read.filter((path) => path.startsWith('/api/customers?ids='))).toHaveLength(1);
  expect(read.filter((path) => path.startsWith('/api/products?ids='))).toHaveLength(1);
});
