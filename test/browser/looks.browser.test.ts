import { gzipSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { post } from '../support/api.ts';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { isFocused, type Looks, openPage, provideBrowser } from './support/open-page.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const START_PAGE_KB = 200;

provideBrowser();

const paths: Record<string, string> = {};

beforeAll(async () => {
  const [customer, product] = [await addCustomer({ country: 'Italy' }), await addProduct({ stock: 2 })];
  const { purchaseId } = await buy(customer, product, 1);
  const rejected = await buy(customer, product, 9);
  const cancelled = await buy(customer, await addProduct());
  await post(`/purchases/${cancelled.purchaseId}/cancellation`);
  Object.assign(paths, {
    overview: '/',
    customers: '/customers',
    customer: `/customers/${customer.customerId}`,
    products: '/products',
    product: `/products/${product.productId}`,
    purchases: '/purchases',
    purchase: `/purchases/${purchaseId}`,
    'rejected purchase': `/purchases/${rejected.purchaseId}`,
    'cancelled purchase': `/purchases/${cancelled.purchaseId}`,
    'empty search': '/customers?name=nobodyhasthisname',
    nowhere: '/nowhere',
  });
});

/** What axe holds against a page: the rules, and where; empty for nothing. */
async function violationsOf(page: Page): Promise<string> {
  // A script element would be against the page's content security policy.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(WCAG)} })`,
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)).join('\n');
}

const pages = [
  'overview',
  'customers',
  'customer',
  'products',
  'product',
  'purchases',
  'purchase',
  'rejected purchase',
  'cancelled purchase',
  'empty search',
  'nowhere',
];
const looks: Looks[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 400 },
  { colorScheme: 'dark', width: 400 },
];

describe.each(looks)('in $colorScheme, at $width px', (look) => {
  test.each(pages)('%s meets WCAG 2.2 AA and is no wider than the screen', async (name) => {
    const page = await openPage(paths[name] ?? '', look);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violationsOf(page)).toBe('');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      look.width ?? 0,
    );
  });

  test.each([
    ['customers', 'Add customer'],
    ['products', 'Add product'],
    ['product', 'Adjust stock'],
    ['overview', 'New purchase'],
  ])('on %s the dialog "%s" meets WCAG 2.2 AA, and Escape leads back to its button', async (name, title) => {
    const page = await openPage(paths[name] ?? '', look);
    const opener = page.getByRole('button', { name: title }).first();
    await opener.click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    // Not by waitForFunction: the page's content security policy lets it evaluate nothing.
    await expect
      .poll(() => page.evaluate("document.getAnimations().some(({ playState }) => playState === 'running')"))
      .toBe(false);
    expect(await violationsOf(page)).toBe('');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(opener)).toBe(true);
  });
});

test('names of 100 letters without a blank push no column out of its panel', async () => {
  const [customer, product] = [
    await addCustomer({ name: 'C'.repeat(100) }),
    await addProduct({ name: 'P'.repeat(100) }),
  ];
  await buy(customer, product);
  const lists = ['/', '/purchases', `/customers/${customer.customerId}`, `/products/${product.productId}`];
  for (const path of lists) {
    const page = await openPage(path);
    await page
      .getByRole('row', { name: /C{100}|P{100}/ })
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    const cut = await page.evaluate(
      "[...document.querySelectorAll('.panel')].filter((panel) => panel.scrollWidth > panel.clientWidth).length",
    );
    expect(cut, path).toBe(0);
  }
});

test('/ brings the focus to the search, also from the page of a customer', async () => {
  const page = await openPage(paths['customer'] ?? '');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Name or e-mail' });
  await expect.poll(() => isFocused(search)).toBe(true);
  await page.keyboard.type('zo/e');
  expect(await search.inputValue()).toBe('zo/e');
});

test('the colours that were chosen last through a reload', async () => {
  const page = await openPage('/');
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Use light colours' }).waitFor();
});

test(`the start page takes at most ${START_PAGE_KB} KB of JavaScript, gzipped`, async () => {
  const page = await openPage('/nowhere');
  // What is loaded while nothing else is to be done delays nobody.
  await page.addInitScript('window.requestIdleCallback = () => 0');
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body());
  });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(START_PAGE_KB * 1024);
});
