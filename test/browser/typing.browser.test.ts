import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { get } from '../support/api.ts';
import { addCustomer, addProduct, aWord } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';
import { typeInto } from './support/type.ts';

provideBrowser();

/** Inserts a text at once, like a paste. */
async function pasteInto(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

describe('a quantity', () => {
  test.each([
    ['1,5', 'This must be a whole number.'],
    ['1.5', 'This must be a whole number.'],
    ['-3', 'This must be at least 1.'],
    ['two', 'This must be a number.'],
  ])('of %s is refused at the field, and nothing is bought', async (typed, refusal) => {
    const [customer, product] = await Promise.all([addCustomer(), addProduct()]);
    const page = await openPage(`/customers/${customer.customerId}`);
    await page.getByRole('button', { name: 'New purchase' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New purchase' });
    await typeInto(dialog.getByRole('combobox', { name: 'Product' }), product.name);
    await page.getByRole('option', { name: product.name }).click();
    const quantity = dialog.getByLabel('Quantity');
    await typeInto(quantity, typed);
    await quantity.press('Enter');
    await dialog.getByText(refusal).waitFor();
    expect(await quantity.inputValue()).toBe(typed);
    expect((await get(`/purchases?customerId=${customer.customerId}`)).body.items).toEqual([]);
  });
});

describe('a price', () => {
  test.each([
    ['en-GB', '12.50', 1250],
    ['de-DE', '12,50', 1250],
    ['fr-FR', '9,90 €', 990],
    ['de-DE', '1.234,56', 123_456],
    ['en-GB', '1,299.00', 129_900],
    ['ja-JP', '\uff11\uff12.\uff15', 1250],
    ['ar-EG', '١٢٫٥', 1250],
  ])('in the locale %s pasted as %s is understood', async (locale, text, amount) => {
    const product = await addProduct();
    const page = await openPage(`/products/${product.productId}`, { locale });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit product' });
    await pasteInto(page, dialog.getByLabel('Price'), text);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await get(`/products/${product.productId}`)).body.price).toEqual({ amount, currency: 'EUR' });
  });

  test('that is ambiguous has to be clarified', async () => {
    const product = await addProduct();
    const page = await openPage(`/products/${product.productId}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit product' });
    await typeInto(dialog.getByLabel('Price'), '1,299');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('This can mean 1299 or 1.299.').waitFor();
    await dialog.getByRole('button', { name: 'Use 1299' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await get(`/products/${product.productId}`)).body.price.amount).toBe(129_900);
  });
});

describe('date filters of the list of purchases', () => {
  test('can be typed without adding to the browser history', async () => {
    const page = await openPage('/purchases');
    await page.getByRole('searchbox').or(page.getByLabel('Customer')).first().waitFor();
    const before = await page.evaluate('history.length');
    await page.getByLabel('From').focus();
    await page.getByLabel('From').pressSequentially('11112026', { delay: 60 });
    await expect.poll(() => parameters(page)).toEqual({ from: '2026-11-10T23:00:00.000Z' });
    expect(await page.getByLabel('From').inputValue()).toBe('2026-11-11');
    await page.getByLabel('To', { exact: true }).focus();
    await page.getByLabel('To', { exact: true }).pressSequentially('12122026', { delay: 60 });
    await expect.poll(() => parameters(page)).toMatchObject({ to: '2026-12-12T22:59:59.999Z' });
    expect(await page.evaluate('history.length')).toBe(before);
  });

  test('do not apply while the year is incomplete, and say so when they lose the focus', async () => {
    const page = await openPage('/purchases');
    await page.getByLabel('From').focus();
    await page.getByLabel('From').pressSequentially('111120', { delay: 60 });
    await page.getByLabel('To', { exact: true }).focus();
    await page.getByText('This must be a complete date with a four-digit year.').waitFor();
    expect(parameters(page)).toEqual({});
  });

  test('can be cleared', async () => {
    const page = await openPage('/purchases?from=2026-11-10T23%3A00%3A00.000Z');
    await expect.poll(() => page.getByLabel('From').inputValue()).toBe('2026-11-11');
    await page.getByLabel('From').fill('');
    await expect.poll(() => parameters(page)).toEqual({});
  });
});

describe('invalid filters', () => {
  test('keep the input while a range is reversed', async () => {
    const page = await openPage('/customers?minAge=30&maxAge=45');
    const to = page.getByLabel('Age to');
    await to.click();
    await to.press('End');
    await to.press('Backspace');
    await page.getByText('This must not be below “Age from”.').first().waitFor();
    expect(await to.inputValue()).toBe('4');
    expect(await page.getByRole('table').count()).toBe(0);
    await to.pressSequentially('6');
    await expect.poll(() => parameters(page)).toEqual({ minAge: '30', maxAge: '46' });
    await expect.poll(() => page.getByText('This must not be below').count()).toBe(0);
  });

  test.each([
    ['/customers?minAge=old', 'Age from', 'This must be a number.'],
    ['/customers?minAge=200', 'Age from', 'This must be at most 150.'],
    ['/customers?colour=blue', 'colour', 'There is no filter “colour”.'],
    ['/purchases?from=yesterday', 'From', 'This must be an ISO 8601 time with a time zone.'],
    ['/purchases?status=lost', 'Status', 'This must be one of'],
    ['/products?minPrice=500', 'Currency', 'This is required with “Price from” or “Price to”.'],
  ])('show an error, list nothing, and stay in the URL: %s', async (path, field, refusal) => {
    const page = await openPage(path);
    await page.getByRole('alert').getByText(field, { exact: false }).waitFor();
    await page.getByText(refusal).first().waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path);
  });
});

test('a price filter applies to one currency', async () => {
  const name = `Currency ${aWord()}`;
  await Promise.all([
    addProduct({ name: `${name} euro`, price: { amount: 2290, currency: 'EUR' } }),
    addProduct({ name: `${name} pound`, price: { amount: 2500, currency: 'GBP' } }),
  ]);
  const page = await openPage(`/products?name=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name: `${name} euro` }).waitFor();
  await page.getByLabel('Currency', { exact: true }).selectOption('GBP');
  await typeInto(page.getByLabel('Price from'), '20');
  await expect.poll(() => parameters(page)).toEqual({ name, minPrice: '2000', currency: 'GBP' });
  await expect.poll(() => page.getByRole('link', { name: `${name} euro` }).count()).toBe(0);
  await page.getByRole('link', { name: `${name} pound` }).waitFor();
});

test('Enter picks a country when one suggestion is left', async () => {
  const { name } = await addCustomer({ country: 'Germany' });
  const page = await openPage(`/customers?name=${encodeURIComponent(name)}`);
  await typeInto(page.getByRole('combobox', { name: 'Country' }), 'germ');
  await page.getByRole('combobox', { name: 'Country' }).press('Enter');
  await expect.poll(() => parameters(page)).toEqual({ name, country: 'Germany' });
  await page.getByRole('link', { name }).waitFor();
});

test.each(['C', 'en_US', ''])('the pages work in a browser with the language %j', async (language) => {
  const page = await openPage('/');
  await page.addInitScript((value) => {
    Object.defineProperty(navigator, 'language', { get: () => value });
    Object.defineProperty(navigator, 'languages', { get: () => [value] });
  }, language);
  await page.goto('/products');
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
});
