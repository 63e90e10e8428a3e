import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import { api, collected } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

/** The most rows that the API answers at once. */
const PAGE = 100;

async function openExport(page: Page, list: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('dialog', { name: `Export ${list}` }).waitFor();
}

/** Saves the list in sight. @returns the name and the text of the file. */
async function saved(page: Page, list: string, format: RegExp): Promise<[name: string, text: string]> {
  await openExport(page, list);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: format }).click();
  const download = await started;
  return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
}

describe('a list of several pages', () => {
  const category = aWord();
  let products: readonly ProductView[];

  beforeAll(async () => {
    const named = { name: `=HYPERLINK("//evil") ${category}`, sku: `0012${Date.now()}` };
    const others = Array.from({ length: PAGE + 2 }, () => ({}));
    products = await Promise.all(
      [named, ...others].map((fields) =>
        addProduct({ ...fields, category, price: { amount: 123_450, currency: 'EUR' } }),
      ),
    );
    await eventually(async () => {
      const found = await collected(api.every('GET /products', { query: { category, limit: PAGE } }));
      expect(found).toHaveLength(products.length);
    });
  }, 60_000);

  test('is saved as CSV, all of it, as spreadsheets read it', async () => {
    const page = await openPage(`/products?category=${category}`);
    const [name, text] = await saved(page, 'products', /^CSV/);
    expect(name).toMatch(/^products-\d{4}-\d\d-\d\d\.csv$/);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows.map((row) => row['Product id']).toSorted()).toEqual(
      products.map(({ productId }) => productId).toSorted(),
    );
    const [{ name: formula, sku } = { name: '' }] = products;
    expect(rows.find((row) => row['Name']?.includes(formula))).toMatchObject({
      Name: `'${formula}`,
      SKU: `="${sku}"`,
      Category: category,
      Price: '1234.50',
      Currency: 'EUR',
      'In stock': '10',
    });
    await page.getByText(`${products.length} products were saved.`).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is stopped, and nothing is saved', async () => {
    const page = await openPage(`/products?category=${category}`);
    const downloads: unknown[] = [];
    page.on('download', (download) => downloads.push(download));
    const failed = page.waitForEvent('requestfailed', (request) => /limit=100.*cursor=/.test(request.url()));
    // Never answered.
    await page.route(/limit=100.*cursor=/, () => {});
    await openExport(page, 'products');
    await page.getByRole('button', { name: /^CSV/ }).click();
    await page.getByText(`${PAGE} products so far…`).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await failed;
    expect(downloads).toEqual([]);
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Export');
  });

  test('that cannot be read to its end is not saved, and can be tried again', async () => {
    const page = await openPage(`/products?category=${category}`);
    const refuse = { status: 400, contentType: 'application/problem+json', json: aProblem };
    await page.route(/limit=100.*cursor=/, (route) => route.fulfill(refuse), { times: 1 });
    await openExport(page, 'products');
    await page.getByRole('button', { name: /^JSON/ }).click();
    await page.getByText('The cursor has expired.').waitFor();
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: /^JSON/ }).click();
    const lines = readFileSync(await (await started).path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(products.length);
  });
});

test('purchases are saved with the names of customer and product, customers with their filters', async () => {
  const customer = await addCustomer({ country: 'Sweden' });
  const product = await addProduct({ sku: `TEA-${Date.now()}` });
  const purchase = await buy(customer, product, 3);
  const page = await openPage(`/purchases?customerId=${customer.customerId}`);
  const [, json] = await saved(page, 'purchases', /^JSON/);
  expect(JSON.parse(json)).toEqual({
    ...purchase,
    customerName: customer.name,
    productName: product.name,
    sku: product.sku,
  });
  await page.goto(`/customers?name=${customer.name.split(' ')[1]}`);
  const [, csv] = await saved(page, 'customers', /^CSV/);
  expect(parse(csv, { bom: true, columns: true })).toMatchObject([
    { Name: customer.name, 'E-mail': customer.email, Country: 'Sweden', 'Birth date': '1990-06-15' },
  ]);
});

const aProblem = {
  type: 'urn:multidomain:problem:invalid-request',
  title: 'Invalid request',
  status: 400,
  detail: 'The cursor has expired.',
  instance: '/api/products',
  correlationId: 'trace-1',
};
