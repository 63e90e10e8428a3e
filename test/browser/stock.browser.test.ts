import { expect, test } from 'vitest';
import { get } from '../support/api.ts';
import { addProduct, aWord } from '../support/shop.ts';
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
