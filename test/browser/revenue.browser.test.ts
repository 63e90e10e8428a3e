import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, productsOf } from '../support/shop.ts';
import { cutOffAt } from './support/cut-off.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

const figure = (page: Page, label: string) =>
  page
    .locator('.figure')
    .filter({ has: page.locator('dt', { hasText: label }) })
    .locator('dd');

test('what a customer spent follows a return without a reload', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const { purchaseId } = await buy(customer, product, 3);
  await eventually(async () => expect(await productsOf(customer)).toHaveLength(1));
  const page = await openPage(`/customers/${customer.customerId}`);
  await expect.poll(() => figure(page, 'Spent').innerText()).toBe('€7.50');
  await page.getByRole('row', { name: `${product.name} 3 €7.50 1` }).waitFor();

  await page.evaluate('window.isSame = true');
  await page.getByRole('link', { name: product.name }).last().click();
  await expect.poll(() => figure(page, 'Earned').innerText()).toBe('€7.50');
  await page.getByRole('row', { name: `${customer.name} 3 €7.50 1` }).waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.locator(`a[href="/purchases/${purchaseId}"]`).first().click();
  await page.getByRole('button', { name: 'Return' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Units').fill('1');
  await dialog.getByRole('button', { name: 'Return' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: customer.name }).first().click();
  await expect.poll(() => figure(page, 'Spent').innerText(), { timeout: 15_000 }).toBe('€5.00');
  expect(await page.evaluate('window.isSame')).toBe(true);
});

test('amounts of different currencies are shown, and never added', async () => {
  const country = aWord();
  const customer = await addCustomer({ country });
  const [euros, pounds] = [await addProduct(), await addProduct({ price: { amount: 199, currency: 'GBP' } })];
  await buy(customer, euros, 2);
  await buy(customer, pounds, 1);
  await eventually(async () => expect(await productsOf(customer)).toHaveLength(2));
  const page = await openPage(`/customers/${customer.customerId}`);
  await expect.poll(() => figure(page, 'Spent').innerText()).toBe('€5.00\n£1.99');
  await page.goto(`/customers?country=${country}`);
  await page.getByRole('row', { name: /€5\.00 ?£1\.99/ }).waitFor();
});

test('sums of millions fit on every screen', async () => {
  const page = await openPage('/nowhere');
  const revenue = [
    { amount: 123_456_789_00, currency: 'EUR' },
    { amount: 9_876_543_21, currency: 'GBP' },
  ];
  const today = { day: '2026-11-25', count: 3, completed: 3, rejected: 0, cancelled: 0, revenue };
  await page.route('**/api/statistics/purchases', (route) => route.fulfill({ json: today }));
  await page.route('**/api/statistics/purchases/days*', (route) =>
    route.fulfill({ json: { items: [today] } }),
  );
  await page.goto('/');
  await page.getByText('€123,456,789.00').first().waitFor();
  const sizes = [1280, 1024, 980, 820, 768, 640, 520, 480, 420, 400, 360, 320].map(
    (width) => [width, 800] as const,
  );
  expect(await cutOffAt(page, sizes)).toEqual([]);
});

test('who bought nothing has spent nothing', async () => {
  const { customerId } = await addCustomer();
  const page = await openPage(`/customers/${customerId}`);
  await expect.poll(() => figure(page, 'Spent').innerText()).toBe('–');
  expect(await figure(page, 'Last purchase').innerText()).toBe('–');
});

test('the revenue of each day is a chart, and a table if wanted', async () => {
  const [yesterday, today] = [1, 0].map((ago) =>
    new Date(Date.now() - ago * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
  ) as [string, string];
  const page = await openPage('/nowhere');
  const items = [
    { day: yesterday, completed: 2, revenue: [{ amount: 1_000, currency: 'EUR' }] },
    {
      day: today,
      completed: 3,
      revenue: [
        { amount: 2_500, currency: 'EUR' },
        { amount: 700, currency: 'GBP' },
      ],
    },
  ].map((item) => ({ ...item, count: item.completed, rejected: 0, cancelled: 0 }));
  await page.route('**/api/statistics/purchases/days*', (route) => route.fulfill({ json: { items } }));
  await page.goto('/');
  const panel = page.getByRole('region', { name: 'Revenue' });
  await panel.getByRole('img', { name: '€35.00 in the last 31 days, at most €25.00 in a day' }).waitFor();
  await panel.getByRole('img', { name: '£7.00 in the last 31 days, at most £7.00 in a day' }).waitFor();
  await panel.getByRole('button', { name: 'Show as a table' }).click();
  await panel.getByRole('row', { name: /3 €25\.00 ?£7\.00/ }).waitFor();
  expect(await panel.getByRole('row').count()).toBe(3);
  const year = page.waitForRequest((request) => {
    const { pathname, searchParams } = new URL(request.url());
    const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? '')) as [
      number,
      number,
    ];
    return pathname.endsWith('/days') && to - from === 365 * 24 * 60 * 60 * 1000;
  });
  await panel.getByRole('button', { name: '12 months' }).click();
  await year;
  await panel.getByRole('columnheader', { name: 'Month' }).waitFor();
  await panel.getByRole('button', { name: 'Show as a chart' }).click();
  await panel
    .getByRole('img', { name: /^€35\.00 in the last 12 months, at most €[23]5\.00 in a month$/ })
    .hover();
  const euros = yesterday.slice(0, 7) === today.slice(0, 7) ? '€35.00' : '€25.00';
  expect(await figure(page, 'Revenue this month').innerText()).toBe(`${euros}\n£7.00`);
});

test('the units sold over time are a chart, and a table if wanted', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 9 })];
  await buy(customer, product, 3);
  const page = await openPage(`/products/${product.productId}`);
  const panel = page.getByRole('region', { name: 'Units over time' });
  await panel.getByRole('img', { name: /^3 units in 1 purchase, by day, at most 3 units per day/ }).waitFor();
  await panel.getByRole('button', { name: 'Show as a table' }).click();
  await panel.getByRole('row', { name: / 3$/ }).waitFor();
  expect(await panel.getByRole('row').count()).toBe(2);
});
