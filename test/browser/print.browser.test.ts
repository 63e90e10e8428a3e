import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, buy, productsOf } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

test("a customer's page prints as a sheet: black on white, without what only works on a screen", async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  await buy(customer, product);
  await eventually(async () => expect(await productsOf(customer)).toHaveLength(1));
  const page = await openPage(`/customers/${customer.customerId}`, { colorScheme: 'dark' });
  await page.getByRole('cell', { name: product.name }).first().waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const text of [customer.name, 'ada@example.org', 'Spent', '€2.50']) {
    await page.getByText(text, { exact: true }).first().waitFor();
  }
  for (const hidden of ['New purchase', 'Edit', 'Remove', 'Search']) {
    expect(await page.getByRole('button', { name: hidden }).count(), hidden).toBe(0);
  }
  expect(await page.getByRole('link', { name: 'Show all' }).count()).toBe(0);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe('rgb(0, 0, 0)');
});
