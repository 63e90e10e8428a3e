import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

/** Those of the suggestions, not of other fields. */
const options = (page: Page) => page.locator('[role=option]:visible').allInnerTexts();

test('a country is suggested while it is typed, and any other may be typed', async () => {
  const page = await openPage('/customers');
  await page.getByRole('button', { name: 'Add customer' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add customer' });
  const name = `Ada ${aWord()}`;
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill('ada@example.org');
  const country = dialog.getByLabel('Country');
  await typeInto(country, 'austr');
  await expect.poll(() => options(page)).toEqual(['Australia', 'Austria']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => country.inputValue()).toBe('Austria');
  expect(await dialog.isVisible()).toBe(true);
  await country.fill('Narnia');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByText('Narnia').waitFor();
});

test('a new product starts with the currency of most products, and their categories are suggested', async () => {
  const page = await openPage('/nowhere');
  const product = await addProduct();
  const others = [
    { ...product, category: 'Mugs', price: { amount: 1, currency: 'CHF' } },
    { ...product, category: 'Mugs', price: { amount: 1, currency: 'CHF' } },
    { ...product, category: 'Music', price: { amount: 1, currency: 'EUR' } },
  ];
  await page.route(
    (url) => url.pathname === '/api/products' && url.searchParams.get('sort') === 'newest',
    (route) => route.fulfill({ json: { items: others } }),
  );
  await page.goto('/products');
  await page.getByRole('button', { name: 'Add product' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add product' });
  await expect.poll(() => dialog.getByLabel('Currency').inputValue()).toBe('CHF');
  await typeInto(dialog.getByLabel('Category'), 'mu');
  await expect.poll(() => options(page)).toEqual(['Mugs', 'Music']);
  await dialog.getByLabel('Category').fill('');
  // Nothing was typed, so nothing is lost.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('numbers of units go up and down by buttons and arrow keys, but not below what is possible', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 2 })];
  await buy(customer, product, 1);
  const page = await openPage('/');
  await page.getByRole('button', { name: 'New purchase' }).click();
  const dialog = page.getByRole('dialog', { name: 'New purchase' });
  const quantity = dialog.getByLabel('Quantity');
  expect(await quantity.inputValue()).toBe('1');
  expect(await dialog.getByRole('button', { name: 'One less' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'One more' }).click();
  await quantity.press('ArrowUp');
  expect(await quantity.inputValue()).toBe('3');
  await dialog.getByRole('button', { name: 'One less' }).click();
  for (let n = 0; n < 3; n += 1) await quantity.press('ArrowDown');
  expect(await quantity.inputValue()).toBe('1');
  await page.goto(`/products/${product.productId}`);
  await page.getByRole('button', { name: 'Adjust stock' }).click();
  const units = page.getByRole('dialog').getByLabel('Units to add');
  for (let n = 0; n < 3; n += 1) await units.press('ArrowDown');
  expect(await units.inputValue()).toBe('-1');
  await page.goto(`/products/${(await addProduct({ stock: 0 })).productId}`);
  await page.getByRole('button', { name: 'Adjust stock' }).click();
  await units.press('ArrowDown');
  expect(await units.inputValue()).toBe('0');
});
