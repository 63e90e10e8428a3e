import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { get, post } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test('a product has a threshold of its own, and is marked as low below it', async () => {
  const category = `Kind ${aWord()}`;
  const { productId, name } = await addProduct({ stock: 40, category });
  const page = await openPage(`/products/${productId}`);
  const facts = page.getByRole('region', { name: 'About' });
  await facts.getByText('10 or fewer').waitFor();
  expect(await facts.getByText('Low', { exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit product' });
  const field = dialog.getByLabel('Low stock at');
  await field.fill('1.5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('This must be a whole number.').waitFor();
  await field.fill('40');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await facts.getByText('40 or fewer').waitFor();
  await facts.getByText('Low', { exact: true }).waitFor();
  await page.goto(`/products?category=${category}`);
  await page.getByRole('row', { name }).getByRole('cell', { name: 'Low 40', exact: true }).waitFor();

  await page.getByRole('link', { name }).first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await field.fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await facts.getByText('10 or fewer').waitFor();
  expect((await get(`/products/${productId}`)).body).not.toHaveProperty('lowStockAt');
});

const historyOf = (page: Page) => page.getByRole('table', { name: 'Stock history' });

/** The rows of the history: why, the change, and the stock after it. */
const rowsOf = async (page: Page): Promise<string[]> => {
  const rows = await historyOf(page).getByRole('row').all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allInnerTexts()));
  return cells.map((texts) => texts.map((text) => text.split('\n')[0]).join(' | '));
};

test('a product tells how its stock changed, why and by whom', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 20 })];
  const purchase = await buy(customer, product, 2);
  await post(`/purchases/${purchase.purchaseId}/returns`, { quantity: 1 });
  const stock = async () => (await get(`/products/${product.productId}`)).body.stock;
  await eventually(async () => expect(await stock()).toBe(19));
  await buy(customer, product, 3);
  await buy(customer, product, 1);
  const page = await openPage(`/products/${product.productId}`);
  const before = [
    'Sold, 2 purchases | -4 | 15',
    'Returned | +1 | 19',
    'Sold | -2 | 18',
    'First stock | +20 | 20',
  ];
  await expect.poll(() => rowsOf(page), { timeout: 15_000 }).toEqual(before);
  await page.getByRole('button', { name: 'Adjust stock' }).click();
  const dialog = page.getByRole('dialog', { name: 'Adjust stock' });
  await dialog.getByLabel('Units to add').fill('-5');
  await dialog.getByLabel('Reason').fill('Water in the cellar');
  await dialog.getByRole('button', { name: 'Adjust' }).click();
  await expect
    .poll(() => rowsOf(page), { timeout: 15_000 })
    .toEqual(['Water in the cellar | -5 | 10', ...before]);
  const newest = historyOf(page).getByRole('row', { name: 'Water in the cellar' });
  await newest.getByText('you').first().waitFor();
  await historyOf(page).getByRole('link', { name: 'Returned' }).click();
  await page.waitForURL(`**/purchases/${purchase.purchaseId}`);
});

test('a long history is read page by page', async () => {
  const { productId } = await addProduct({ stock: 0 });
  for (let n = 1; n <= 11; n += 1) {
    await post(`/products/${productId}/stock-adjustments`, { delta: 1, reason: `Box ${n}` });
  }
  const page = await openPage(`/products/${productId}`);
  const panel = page.getByRole('region', { name: 'Stock history' });
  await panel.getByText('10 changes shown, there are more').waitFor();
  await panel.getByRole('button', { name: 'Show more' }).click();
  await panel.getByText('12 changes shown', { exact: true }).waitFor();
  expect((await rowsOf(page)).slice(-2)).toEqual(['Box 1 | +1 | 1', 'First stock | 0 | 0']);
});

test('a product says when it will have run out, from what was sold lately', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 28 })];
  const page = await openPage(`/products/${product.productId}`);
  const figure = page.locator('.figure').filter({ hasText: 'Runs out' });
  await figure.getByText('No sales today').waitFor();
  // On the first day, two of 28: 13 more days like this.
  await buy(customer, product, 2);
  await page.reload();
  await figure.getByText(/^13 days/).waitFor();
  await figure.getByText('2 sold a day, today').waitFor();
  await buy(customer, product, 26);
  await page.reload();
  await figure.getByText('Sold out').waitFor();
});

test('purchases of the past count on their days', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 60 })];
  const purchasedAt = new Date(Date.now() - 9 * 24 * 60 * 60 * 1000).toISOString();
  const { productId } = product;
  await eventually(async () => {
    const body = { customerId: customer.customerId, productId, quantity: 20, purchasedAt };
    expect(await post('/purchases', body)).toMatchObject({ status: 202 });
  });
  await eventually(async () => expect((await get(`/products/${productId}`)).body.stock).toBe(40));
  const page = await openPage(`/products/${productId}`);
  const figure = page.locator('.figure').filter({ hasText: 'Runs out' });
  await figure.getByText(/^20 days/).waitFor();
  await figure.getByText('2 sold a day, last 10 days').waitFor();
});
