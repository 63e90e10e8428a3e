import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import { api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, buyersOf, productsOf } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** The links to entities in the first column, from top to bottom. */
const names = (page: Page): Promise<string[]> =>
  page.locator('tbody tr > td:first-child a, tbody tr > .select-cell + td a').allTextContents();

/** Types into the picker that has the focus, and picks the only match. */
async function pickTyped(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

let both: CustomerView;
let one: CustomerView;
let none: CustomerView;
let first: ProductView;
let second: ProductView;
const category = aWord();

beforeAll(async () => {
  [first, second] = [await addProduct({ category }), await addProduct({ category })];
  one = await addCustomer();
  both = await addCustomer();
  none = await addCustomer();
  await buy(one, first, 2);
  await buy(both, first, 1);
  await buy(both, second, 4);
  await eventually(async () => {
    expect(await productsOf(both)).toHaveLength(2);
    expect(await buyersOf(first)).toHaveLength(2);
    expect(await buyersOf(second)).toHaveLength(1);
    const found = await api('GET /products', { query: { category } });
    expect(found.items).toHaveLength(2);
  });
}, 60_000);

describe('customers', () => {
  test('are those who bought any of the products that are picked, and each is removed again', async () => {
    const page = await openPage('/customers');
    await page.getByRole('button', { name: 'Bought a product' }).press('Enter');
    await pickTyped(page, second.name);
    await expect.poll(() => names(page)).toEqual([both.name]);
    await page.getByText(`Bought ${second.name}`).waitFor();
    await page.getByRole('button', { name: 'Or another product' }).press('Enter');
    await pickTyped(page, first.name);
    await expect.poll(() => names(page)).toEqual([both.name, one.name]);
    expect(parameters(page)).toEqual({ bought: `${second.productId},${first.productId}` });
    await page.getByRole('button', { name: `Remove the filter bought ${second.name}` }).click();
    expect(parameters(page)).toEqual({ bought: first.productId });
    await page.getByRole('button', { name: `Remove the filter bought ${first.name}` }).click();
    expect(parameters(page)).toEqual({});
  });

  test('are those who bought it last within days, which go with the last product', async () => {
    const page = await openPage(`/customers?bought=${first.productId}`);
    await expect.poll(() => names(page)).toEqual([both.name, one.name]);
    await page.getByLabel('to', { exact: true }).fill('2020-02-29');
    await page.getByText('No matching customers').waitFor();
    expect(parameters(page)['boughtTo']).toBe('2020-02-29T22:59:59.999Z');
    await page.getByLabel('last from').fill('2021-01-01');
    await page.getByText('This must not be before “Last bought from”.').waitFor();
    await page.getByLabel('to', { exact: true }).fill('');
    await expect.poll(() => names(page)).toEqual([both.name, one.name]);
    await page.getByRole('button', { name: /^Remove the filter bought/ }).click();
    expect(parameters(page)).toEqual({});
  });

  test('are not filtered if the picker is left, and Escape returns to its button', async () => {
    const page = await openPage('/customers');
    const button = page.getByRole('button', { name: 'Bought a product' });
    await button.click();
    const picker = page.getByRole('combobox', { name: 'Bought the product' });
    await expect.poll(() => isFocused(picker)).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(button)).toBe(true);
    await button.click();
    await page.getByRole('searchbox').click();
    await picker.waitFor({ state: 'detached' });
    expect(parameters(page)).toEqual({});
  });
});

test('products are those that a customer bought, from a link as well', async () => {
  const page = await openPage(`/products?category=${category}`);
  await page.getByText('2 products shown').waitFor();
  await page.getByRole('button', { name: 'Bought by a customer' }).click();
  await pickTyped(page, one.name);
  await expect.poll(() => names(page)).toEqual([first.name]);
  await page.reload();
  await page.getByText(`Bought by ${one.name}`).waitFor();
  await expect.poll(() => names(page)).toEqual([first.name]);
  await page.getByRole('button', { name: `Remove the filter bought by ${one.name}` }).click();
  await page.getByText('2 products shown').waitFor();
  expect(parameters(page)).toEqual({ category });
});

describe('buyers', () => {
  test('of the products found are listed, each once, with what they bought of them', async () => {
    const page = await openPage(`/products?category=${category}&sort=newest`);
    await page.getByRole('link', { name: 'Buyers of these products' }).click();
    await page.getByText('Who bought any of 2 products').waitFor();
    await expect.poll(() => names(page)).toEqual([both.name, one.name]);
    const cells = page.getByRole('row', { name: both.name }).getByRole('cell');
    expect((await cells.allTextContents()).slice(1, 5)).toEqual(['2', '5', '€12.50', '2']);
    expect(parameters(page)).toEqual({ category });
    await page.getByRole('link', { name: 'Change the search' }).click();
    await page.getByText('2 products shown').waitFor();
    expect(parameters(page)).toEqual({ category });
  });

  test('are narrowed by removing and keeping filters, prices with their currency', async () => {
    const sold = `category=${category}&boughtBy=${one.customerId}&minPrice=250&currency=EUR`;
    const page = await openPage(`/products/buyers?${sold}`);
    await page.getByText('Who bought any of 1 product,').waitFor();
    await page.getByText(`Bought by ${one.name}`).waitFor();
    await page.getByRole('button', { name: 'Remove the filter price from €2.50' }).click();
    expect(parameters(page)).toEqual({ category, boughtBy: one.customerId });
    await page.getByRole('button', { name: `Remove the filter bought by ${one.name}` }).click();
    await page.getByText('Who bought any of 2 products').waitFor();
    await page.goto(`/products/buyers?name=${none.name.split(' ')[1]}`);
    await page.getByText('There are no such products').waitFor();
  });

  test('are saved as a file', async () => {
    const page = await openPage(`/products/buyers?name=${second.name.split(' ')[1]}`);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: /^CSV/ }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/^buyers-/);
    expect(parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true })).toMatchObject([
      { Name: both.name, Products: '1', Units: '4', Purchases: '1', Revenue: '10.00', Currency: 'EUR' },
    ]);
  });

  test('of more products than the API takes are not all listed, and the page says so', async () => {
    const page = await openPage('/');
    await page.route(/\/api\/buyers\?/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), hasMoreProducts: true } });
    });
    await page.goto(`/products/buyers?category=${category}`);
    await page.getByText('There are more products than these 2, whose buyers are not listed.').waitFor();
  });
});
