import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

const head = (page: Page, name: string) => page.getByRole('columnheader', { name });
const sorter = (page: Page, name: string) => head(page, name).getByRole('button');
const sortOf = (page: Page) => new URL(page.url()).searchParams.get('sort');

/** The links to entities in the first column, from top to bottom. */
const names = (page: Page): Promise<string[]> =>
  page.locator('tbody tr > td.select-cell + td a').allTextContents();

describe('a list of customers', () => {
  const country = aWord();
  const [few, none, many] = [`Ada ${country}`, `Bo ${country}`, `Cy ${country}`];

  beforeAll(async () => {
    const product = await addProduct({ stock: 100 });
    const [first, , third] = [
      await addCustomer({ name: few, country }),
      await addCustomer({ name: none, country }),
      await addCustomer({ name: many, country }),
    ];
    await buy(third, product, 7);
    await buy(first, product, 2);
    await eventually(async () => {
      const { items } = await api('GET /customers', { query: { country, sort: 'units' } });
      expect(items.map(({ totals }) => totals?.units)).toEqual([7, 2]);
    });
  }, 60_000);

  test('is sorted by the heads of its columns, with the keyboard as well, and its URL can be shared', async () => {
    const page = await openPage(`/customers?country=${country}`);
    await expect.poll(() => names(page)).toEqual([few, none, many]);
    expect(await head(page, 'Customer').getAttribute('aria-sort')).toBe('ascending');
    await sorter(page, 'Added').click();
    await expect.poll(() => names(page)).toEqual([many, none, few]);
    await sorter(page, 'Units').press('Enter');
    await expect.poll(() => names(page)).toEqual([many, few]);
    expect(await isFocused(sorter(page, 'Units'))).toBe(true);
    expect(await head(page, 'Units').getAttribute('aria-sort')).toBe('descending');
    expect(await head(page, 'Added').getAttribute('aria-sort')).toBeNull();
    await page.getByRole('row', { name: many }).getByRole('cell', { name: '7', exact: true }).waitFor();
    await sorter(page, 'Last purchase').click();
    await expect.poll(() => names(page)).toEqual([few, many]);
    expect(sortOf(page)).toBe('lastPurchase');
    const { pathname, search } = new URL(page.url());
    const other = await openPage(pathname + search);
    await expect.poll(() => names(other)).toEqual([few, many]);
    await sorter(other, 'Last purchase').click();
    await expect.poll(() => names(other)).toEqual([few, none, many]);
    expect(sortOf(other)).toBeNull();
  });

  test('is saved in its order, with what it is sorted by', async () => {
    const page = await openPage(`/customers?country=${country}&sort=units`);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: /^CSV/ }).click();
    const text = readFileSync(await (await started).path(), 'utf8');
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      { Name: many, Units: '7', Purchases: '1' },
      { Name: few, Units: '2', Purchases: '1' },
    ]);
  });

  test('that is searched by name says that it has no other order, and has it again without the search', async () => {
    const page = await openPage(`/customers?country=${country}&sort=units`);
    await page.getByText('Who bought something, the most units first').waitFor();
    await page.getByRole('searchbox').fill(country);
    await expect.poll(() => names(page)).toEqual([few, none, many]);
    await page.getByText('What a search finds is sorted by name').first().waitFor();
    const units = sorter(page, 'Units');
    expect(await units.getAttribute('aria-disabled')).toBe('true');
    await units.focus();
    await page.getByRole('tooltip', { name: 'What a search finds is sorted by name' }).waitFor();
    await units.press('Enter');
    expect(await head(page, 'Customer').getAttribute('aria-sort')).toBe('ascending');
    await page.getByRole('searchbox').fill('');
    await expect.poll(() => names(page)).toEqual([many, few]);
  });

  test('is sorted with a field where there is no room for its columns', async () => {
    const page = await openPage(`/customers?country=${country}`, { width: 400 });
    await page.getByLabel('Sorted by').selectOption('Units bought');
    await expect.poll(() => names(page)).toEqual([many, few]);
    await page.getByText('7 units, €17.50, last today').waitFor();
  });
});

test('products are sorted by what was sold of them', async () => {
  const category = aWord();
  const [few, many] = [
    await addProduct({ name: `A ${category}`, category }),
    await addProduct({ name: `B ${category}`, category }),
  ];
  const customer = await addCustomer();
  await buy(customer, many, 5);
  await buy(customer, few, 1);
  await eventually(async () => {
    const { items } = await api('GET /products', { query: { category, sort: 'units' } });
    expect(items).toHaveLength(2);
  });
  const page = await openPage(`/products?category=${category}`);
  await expect.poll(() => names(page)).toEqual([few.name, many.name]);
  await sorter(page, 'Units').click();
  await expect.poll(() => names(page)).toEqual([many.name, few.name]);
  await page.getByText('What was sold, the most units first').waitFor();
  await sorter(page, 'Last sale').click();
  await expect.poll(() => names(page)).toEqual([few.name, many.name]);
});

test('an order that there is not is named', async () => {
  const page = await openPage('/products?sort=price');
  await page.getByText('Correct Order.').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(() => sortOf(page)).toBeNull();
});
