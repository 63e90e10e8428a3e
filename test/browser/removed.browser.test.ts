import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { remove } from '../support/api.ts';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('a filter by a removed customer says so, one by an archived product has its name; both can be cleared', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  await buy(customer, product);
  await remove(`/customers/${customer.customerId}`);
  await remove(`/products/${product.productId}`);
  const page = await openPage(`/purchases?customerId=${customer.customerId}&productId=${product.productId}`);
  await page.getByRole('table', { name: 'Purchases' }).waitFor();
  await expect.poll(() => page.getByLabel('Customer', { exact: true }).inputValue()).toBe('removed customer');
  await expect.poll(() => page.getByRole('combobox', { name: 'Product' }).inputValue()).toBe(product.name);
  await page.getByRole('button', { name: 'Clear customer' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ productId: product.productId });
});

describe.each([
  ['customers', async () => addCustomer().then(({ customerId: id, name }) => ({ id, name }))],
  ['products', async () => addProduct().then(({ productId: id, name }) => ({ id, name }))],
])('in %s', (list, add) => {
  test('a search is kept when its only match is removed', async () => {
    const entity = await add();
    const page = await openPage(`/${list}?name=${encodeURIComponent(entity.name)}`);
    await page.getByRole('link', { name: entity.name }).click();
    if (list === 'products') await page.getByRole('button', { name: 'Archive' }).click();
    else {
      await page.getByRole('button', { name: 'Remove' }).click();
      await page.getByRole('button', { name: 'Keep' }).waitFor();
      await page.getByRole('button', { name: 'Remove' }).last().click();
    }
    await page.getByText(/^No matching (customers|products)$/).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe(entity.name);
  });

  test('an edit of something that someone else has removed says so, without its id', async () => {
    const entity = await add();
    const page = await openPage(`/${list}/${entity.id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog').last();
    await remove(`/${list}/${entity.id}`);
    await page.getByLabel('Name').pressSequentially(' the second', { delay: 20 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This no longer exists').waitFor();
    expect(await dialog.innerText()).not.toContain(entity.id);
  });
});

/** Answers of a shop without customers, products and purchases. @param isNew whether there never were any. */
async function openEmptyShop(isNew: boolean): Promise<Page> {
  const page = await openPage('/nowhere');
  const once = isNew ? [] : [{ productId: randomUUID(), name: 'Mug', units: 1, purchases: 1, revenue: [] }];
  const nothing = { day: '2026-11-25', count: 0, completed: 0, rejected: 0, cancelled: 0, revenue: [] };
  const answers: Readonly<Record<string, unknown>> = {
    '/api/statistics/customers': { count: 0, top: [] },
    '/api/statistics/products': { count: 0, top: once },
    '/api/statistics/purchases': nothing,
  };
  await page.route(/\/api\/(?!me$)/, (route) =>
    route.fulfill({ json: answers[new URL(route.request().url()).pathname] ?? { items: [] } }),
  );
  await page.goto('/');
  return page;
}

test('the overview of a shop that has been emptied has texts of its own', async () => {
  const page = await openEmptyShop(false);
  await page.getByText('There are no products yet').waitFor();
  await page.getByText('No purchases yet').waitFor();
  await page.getByText('No revenue in the last 31 days').waitFor();
  expect(await page.getByText('No product is low on stock').count()).toBe(0);
  expect(await page.getByText('Show all').count()).toBe(0);
});

test('the overview of a new shop says how to begin, and leads to the forms', async () => {
  const page = await openEmptyShop(true);
  await page.getByRole('button', { name: 'Import a file' }).waitFor();
  expect(await page.locator('.figures').count()).toBe(0);
  await page.getByRole('button', { name: 'Add product' }).click();
  await page.getByRole('dialog', { name: 'Add product' }).waitFor();
  await page.goto('/');
  await page.getByRole('button', { name: 'Add customer' }).click();
  await page.getByRole('dialog', { name: 'Add customer' }).waitFor();
  await page.goto('/');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page.getByRole('heading', { name: 'Import sales' }).waitFor();
});

test('while demo data is loading the page says so, and refreshes afterwards', async () => {
  const page = await openPage('/nowhere');
  let isLoading = true;
  await page.route('**/_local/health', (route) =>
    isLoading
      ? route.fulfill({ status: 503, json: { status: 'loading', loading: 'demo data' } })
      : route.fulfill({ json: { status: 'ready' } }),
  );
  await page.route('**/api/statistics/customers', (route) =>
    route.fulfill({ json: { count: isLoading ? 17 : 4_321, top: [] } }),
  );
  await page.goto('/');
  await page.getByText('Loading demo data').waitFor();
  await page.getByRole('link', { name: '17', exact: true }).waitFor();
  isLoading = false;
  await page.getByText('Loading demo data').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: '4,321', exact: true }).waitFor();
});
