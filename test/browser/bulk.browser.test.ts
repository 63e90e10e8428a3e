import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { get, patch, post } from '../support/api.ts';
import { addCustomer, addProduct, aWord, buy } from '../support/shop.ts';
import { newVisitor, openPage, provideBrowser } from './support/open-page.ts';
import { choose, menuOf, VIEWER } from './support/signing-in.ts';
import { violationsOf } from './support/violations.ts';

provideBrowser();

const box = (page: Page, name: string): Locator => page.getByRole('checkbox', { name: `Select ${name}` });

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selected rows' });

const press = (page: Page, name: string): Promise<void> => bar(page).getByRole('button', { name }).click();

/** Adds products whose names begin with these letters, and opens the list of them. */
async function openProducts(letters: string, stock = 10) {
  // No letter that follows it begins it: a search for both would find all of them.
  const word = `x${aWord()}`;
  const products = await Promise.all(
    [...letters].map((letter) => addProduct({ name: `${letter} ${word}`, stock })),
  );
  const page = await openPage(`/products?name=${word}`);
  await box(page, `${letters[0]} ${word}`).waitFor();
  return { page, word, products, nameOf: (letter: string) => `${letter} ${word}` };
}

describe('a selection', () => {
  test('is made by clicks, by Shift for all between, by the keyboard, and by its head for all', async () => {
    const { page, nameOf } = await openProducts('ABCDE');
    expect(await bar(page).count()).toBe(0);
    await box(page, nameOf('B')).click();
    await bar(page).getByText('1 selected').waitFor();
    await box(page, nameOf('D')).click({ modifiers: ['Shift'] });
    await bar(page).getByText('3 selected').waitFor();
    await box(page, nameOf('C')).focus();
    await page.keyboard.press('Space');
    await bar(page).getByText('2 selected').waitFor();
    const all = box(page, 'all products shown');
    await all.click();
    await bar(page).getByText('5 selected').waitFor();
    expect(await violationsOf(page)).toBe('');
    await all.click();
    expect(await bar(page).count()).toBe(0);
  });

  test('stays when somebody else changes a row, and goes with the next filter', async () => {
    const { page, word, nameOf, products } = await openProducts('AB');
    await box(page, nameOf('A')).click();
    await patch(`/products/${products[0]?.productId}`, { category: 'Changed meanwhile' });
    await page.getByRole('row', { name: 'Changed meanwhile' }).waitFor();
    expect(await box(page, nameOf('A')).isChecked()).toBe(true);
    await page.getByRole('searchbox').fill(`${word} A`);
    await page.getByText('1 product shown').waitFor();
    expect(await box(page, nameOf('A')).isChecked()).toBe(false);
    expect(await bar(page).count()).toBe(0);
  });
});

describe('selected products', () => {
  test('are archived together, and one click brings all of them back', async () => {
    const { page, products } = await openProducts('ABC');
    await box(page, 'all products shown').click();
    await press(page, 'Archive');
    await page.getByText('3 products were archived.').waitFor();
    await page.getByText('No matching products').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 products are sold again.').waitFor();
    for (const { productId } of products) expect((await get(`/products/${productId}`)).status).toBe(200);
    await page.getByText('3 products shown').waitFor();
  });

  test('that cannot be archived stay selected, with the reason, and at most four requests are sent at once', async () => {
    const { page, nameOf, products } = await openProducts('ABCDEFGH');
    let [now, most] = [0, 0];
    await page.route('**/api/products/*', async (route) => {
      if (route.request().method() !== 'DELETE') return route.continue();
      now += 1;
      most = Math.max(most, now);
      if (
        route
          .request()
          .url()
          .endsWith(products[1]?.productId ?? '')
      ) {
        now -= 1;
        return route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          json: {
            type: '/problems/concurrent-change',
            title: 'Busy',
            status: 409,
            detail: 'Somebody was faster.',
          },
        });
      }
      const answer = await route.fetch();
      now -= 1;
      return route.fulfill({ response: answer });
    });
    await box(page, 'all products shown').click();
    await press(page, 'Archive');
    await page.getByText('7 products were archived.').waitFor();
    const failure = bar(page).getByRole('alert');
    await failure.getByText(`${nameOf('B')}: Somebody was faster.`).waitFor();
    await bar(page).getByText('1 selected').waitFor();
    expect(await box(page, nameOf('B')).isChecked()).toBe(true);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    expect(await violationsOf(page)).toBe('');
  });

  test('get the same units; those with too few are listed, and can be tried again', async () => {
    const { page, nameOf, products } = await openProducts('ABC');
    const [some, few, many] = products;
    await post(`/products/${few?.productId}/stock-adjustments`, { delta: -8 });
    await box(page, 'all products shown').click();
    await press(page, 'Adjust stock');
    const dialog = page.getByRole('dialog', { name: 'Adjust stock of 3 products' });
    await dialog.getByLabel('Units to add to each').fill('-5');
    await dialog.getByLabel('Reason').fill('Breakage');
    await dialog.getByRole('button', { name: 'Adjust', exact: true }).click();
    await dialog.getByText('1 product not adjusted').waitFor();
    await dialog.getByText(`${nameOf('B')}: 5 wanted, 2 in stock.`).waitFor();
    expect(await violationsOf(page)).toBe('');
    await dialog.getByLabel('Units to add to each').fill('-2');
    await dialog.getByRole('button', { name: 'Adjust the other one' }).click();
    await page.getByText('The stock of 1 product was adjusted.').waitFor();
    const stocks = await Promise.all(
      [some, few, many].map(async (product) => (await get(`/products/${product?.productId}`)).body.stock),
    );
    expect(stocks).toEqual([5, 0, 5]);
  });

  test('are saved as a file, without the others', async () => {
    const { page, nameOf } = await openProducts('ABC');
    await box(page, nameOf('A')).click();
    await box(page, nameOf('C')).click();
    await press(page, 'Export selected');
    await page.getByText('The 2 selected products').waitFor();
    const rows = await savedRows(page);
    expect(rows.map(({ name }) => name)).toEqual([nameOf('A'), nameOf('C')]);
    expect(rows[0]).not.toHaveProperty('customers');
  });
});

test('selected purchases are cancelled as far as the rules allow, and each other one says why not', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
  const [first, second, tooMany] = [
    await buy(customer, product, 1),
    await buy(customer, product, 2),
    await buy(customer, product, 99),
  ];
  const page = await openPage(`/purchases?customerId=${customer.customerId}`);
  await page.getByText('3 purchases shown').waitFor();
  await box(page, 'all purchases shown').click();
  await press(page, 'Cancel purchases');
  const dialog = page.getByRole('alertdialog', { name: 'Cancel 2 purchases?' });
  await dialog.getByText(`Purchase of ${product.name}`).waitFor();
  await dialog.getByText('It was rejected.').waitFor();
  expect(await violationsOf(page)).toBe('');
  await dialog.getByRole('button', { name: 'Cancel 2 purchases' }).click();
  await page.getByText('2 purchases were cancelled.').waitFor();
  await expect.poll(() => page.getByRole('row').getByText('Cancelled').count()).toBe(2);
  const statuses = await Promise.all(
    [first, second, tooMany].map(
      async ({ purchaseId }) => (await get(`/purchases/${purchaseId}`)).body.status,
    ),
  );
  expect(statuses).toEqual(['cancelled', 'cancelled', 'rejected']);
  await bar(page).getByText('1 selected').waitFor();
  await press(page, 'Export selected');
  const [row] = await savedRows(page);
  expect(row).toMatchObject({ purchaseId: tooMany.purchaseId, customerName: customer.name });
});

test('selected customers are saved as a file', async () => {
  const word = aWord();
  const [kept] = [await addCustomer({ name: `A ${word}` }), await addCustomer({ name: `B ${word}` })];
  const page = await openPage(`/customers?name=${word}`);
  await box(page, kept.name).click();
  expect(await bar(page).getByRole('button').allInnerTexts()).toEqual(['Export', 'Clear']);
  await press(page, 'Export selected');
  const rows = await savedRows(page);
  expect(rows.map(({ customerId }) => customerId)).toEqual([kept.customerId]);
  expect(rows[0]).not.toHaveProperty('products');
});

test('a viewer selects, and saves what is selected, but changes nothing', async () => {
  const product = await addProduct();
  const page = await newVisitor();
  await page.goto(`/products?name=${product.name.split(' ')[1]}`);
  await choose(page, VIEWER);
  await menuOf(page, VIEWER).waitFor();
  await box(page, product.name).click();
  expect(await bar(page).getByRole('button').allInnerTexts()).toEqual(['Export', 'Clear']);
});

/** Saves the export whose dialog is open, and reads it. */
async function savedRows(page: Page): Promise<Record<string, unknown>[]> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'JSON Lines for programs' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
