import { randomInt, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { remove } from '../support/api.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';
import { pick } from './support/pick.ts';

provideBrowser();

/** Enough units to appear in a ranking. */
const manyUnits = (): number => randomInt(500_000, 900_000);

const figure = (page: Page, label: string) =>
  page.locator('.figure').filter({ hasText: label }).getByRole('link');

const numberOf = async (page: Page, label: string): Promise<number> =>
  Number((await figure(page, label).innerText()).replace(/\D/g, ''));

const rowOf = (page: Page, table: string, name: string) =>
  page.getByRole('table', { name: table }).getByRole('row', { name });

/** What so many units cost at the price of the tests' products. */
const earned = (units: number): string =>
  (units * 2.5).toLocaleString('en-GB', { style: 'currency', currency: 'EUR' });

const grouped = (value: number): string => value.toLocaleString('en-GB');

test('after a purchase the numbers, rankings and stock update by themselves', async () => {
  const units = manyUnits();
  const customer = await addCustomer();
  const product = await addProduct({ name: `Aardvark ${aWord()}`, stock: units });
  const page = await openPage('/');
  const [all, completed] = [await numberOf(page, 'Purchases today'), await numberOf(page, 'Completed')];
  await page.getByRole('button', { name: 'New purchase' }).click();
  await pick(page, 'Customer', customer.name);
  await pick(page, 'Product', product.name);
  await page.getByLabel('Quantity').fill(String(units));
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await rowOf(page, 'Recent purchases', product.name).getByText('Completed').waitFor();
  await rowOf(page, 'Top products', `${product.name} ${grouped(units)} 1 ${earned(units)} 0`).waitFor();
  await rowOf(page, 'Top customers', `${customer.name} ${grouped(units)} 1 ${earned(units)}`).waitFor();
  await rowOf(page, 'Low stock', `${product.name} 0`).waitFor();
  await expect.poll(() => numberOf(page, 'Purchases today'), { timeout: 15_000 }).toBeGreaterThan(all);
  await expect.poll(() => numberOf(page, 'Completed'), { timeout: 15_000 }).toBeGreaterThan(completed);
});

test('the page says when it is updating the numbers after a purchase', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const page = await openPage('/nowhere');
  const known = { day: '2026-05-01', count: 1, completed: 1, rejected: 0, cancelled: 0, revenue: [] };
  await page.route('**/api/statistics/purchases', (route) => route.fulfill({ json: known }));
  await page.goto('/');
  expect(await numberOf(page, 'Completed')).toBe(1);
  await page.getByRole('button', { name: 'New purchase' }).click();
  await pick(page, 'Customer', customer.name);
  await pick(page, 'Product', product.name);
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.getByText('Updating').waitFor();
  known.completed = 2;
  await page.getByText('Updating').waitFor({ state: 'detached' });
  expect(await numberOf(page, 'Completed')).toBe(2);
});

test('a new customer is counted', async () => {
  const page = await openPage('/');
  const before = await numberOf(page, 'Customers');
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  const name = `Ada ${aWord()}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill('ada@example.org');
  await dialog.getByLabel('Date of birth').fill('1990-02-28');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect.poll(() => numberOf(page, 'Customers'), { timeout: 15_000 }).toBeGreaterThan(before);
});

test('a removed customer keeps their place in the ranking without a name, and a removed product with it', async () => {
  const units = manyUnits();
  const [customer, product] = [await addCustomer(), await addProduct({ stock: units })];
  await buy(customer, product, units);
  await remove(`/customers/${customer.customerId}`);
  await remove(`/products/${product.productId}`);
  const page = await openPage('/');
  await rowOf(page, 'Top customers', `removed customer ${grouped(units)} 1 ${earned(units)}`).waitFor();
  await rowOf(
    page,
    'Top products',
    `${product.name} no longer sold ${grouped(units)} 1 ${earned(units)} –`,
  ).waitFor();
});

test('numbers link to what they count', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ name: `Aab ${aWord()}`, stock: 1 })];
  await buy(customer, product, 2);
  const page = await openPage('/');
  await figure(page, 'Rejected').click();
  await page.getByRole('heading', { level: 1, name: 'Purchases' }).waitFor();
  expect(await page.getByLabel('Status').inputValue()).toBe('rejected');
  await page.getByRole('row', { name: product.name }).waitFor();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('region', { name: 'Low stock' }).getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
  expect(await page.getByLabel('Stock').inputValue()).toBe('low');
  await page.getByRole('link', { name: product.name }).waitFor();
});

test('the overview lists what runs out this week, and the list of products finds all of it', async () => {
  const customer = await addCustomer();
  const slower = await addProduct({ name: `Aab ${aWord()}`, stock: 400_000 });
  const product = await addProduct({ stock: 400_000, lowStockAt: 0 });
  await Promise.all([buy(customer, slower, 399_000), buy(customer, product, 399_990)]);
  const page = await openPage('/');
  const choice = page.getByRole('group', { name: 'Which products' });
  expect(await page.getByRole('table', { name: 'Runs out this week' }).count()).toBe(0);
  await choice.getByRole('button', { name: 'Runs out this week' }).click();
  await rowOf(page, 'Runs out this week', `${product.name} 1 day`).waitFor();
  const rows = await page.getByRole('table', { name: 'Runs out this week' }).getByRole('row').allInnerTexts();
  const placeOf = ({ name }: { readonly name: string }) => rows.findIndex((text) => text.includes(name));
  expect(placeOf(product)).toBeLessThan(placeOf(slower));
  // The choice stays where it is, so that the keyboard goes on from there.
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Runs out this week');
  await page
    .getByRole('region', { name: 'Runs out this week' })
    .getByRole('link', { name: /^Show all/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
  expect(await page.getByLabel('Stock').inputValue()).toBe('soon');
  await page.getByLabel('Name').fill(product.name.split(' ')[1] as string);
  const row = page.getByRole('row', { name: product.name });
  const left = row.getByRole('cell', { name: '10 for 1 day', exact: true });
  await left.waitFor();
  await page.getByLabel('Stock').selectOption('low');
  await page.getByText('No matching products').waitFor();
  await page.getByLabel('Stock').selectOption('soon');
  await left.waitFor();
});

test("the start of the API's day is shown in the reader's time zone", async () => {
  const page = await openPage('/');
  await page.getByText(/^since (yesterday, )?0[12]:00 \(midnight UTC\)$/).waitFor();
});

test('the overview sends no request twice', async () => {
  const page = await openPage('/nowhere');
  const read: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) read.push(pathname + search);
  });
  await page.goto('/');
  await figure(page, 'Completed').waitFor();
  await page.waitForLoadState('networkidle');
  expect(read).toEqual([...new Set(read)]);
  expect(read.filter((path) => path.startsWith('/api/statistics/'))).toHaveLength(4);
});

test('numbers that cannot be loaded say so, and can be loaded again', async () => {
  const page = await openPage('/nowhere');
  const problem = {
    type: 'urn:multidomain:problem:internal-error',
    title: 'Internal error',
    status: 500,
    detail: 'Something failed.',
    correlationId: 'a-correlation',
  };
  await page.route('**/api/statistics/products', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
  await page.goto('/');
  const ranking = page.getByRole('region', { name: 'Top products' });
  await ranking.getByText('a-correlation').waitFor();
  const count = page.locator('.figure').filter({ hasText: 'Products' });
  await count.getByText('Not loaded').waitFor();
  await page.unroute('**/api/statistics/products');
  await count.getByRole('button', { name: 'try again' }).click();
  await count.getByRole('link').waitFor();
  await ranking.getByText('a-correlation').waitFor({ state: 'detached' });
});

test('if more products are low on stock than fit into an answer, the overview says which ones it shows', async () => {
  const page = await openPage('/nowhere');
  const items = [{ productId: randomUUID(), name: 'Last candle', stock: 1 }];
  await page.route('**/api/products?lowStock=true*', (route) =>
    route.fulfill({ json: { items, nextCursor: 'more' } }),
  );
  await page.goto('/');
  await page.getByText('The lowest of the first 1 products by name. There are more.').waitFor();
});
