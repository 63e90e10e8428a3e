import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

/** Opens the start page at a given time, with API answers of that time. */
async function openAt(now: string, timezoneId: string, day: () => string): Promise<Page> {
  const page = await openPage('/nowhere', { timezoneId });
  await page.clock.install({ time: now });
  await page.route('**/api/statistics/purchases', (route) =>
    route.fulfill({ json: { day: day(), count: 3, completed: 3, rejected: 0, cancelled: 0, revenue: [] } }),
  );
  await page.route('**/api/purchases?limit=10', (route) =>
    route.fulfill({ json: { items: [purchaseAt('2026-11-25T22:30:00.000Z')] } }),
  );
  await page.goto('/');
  await page.locator('.figure').getByRole('link').first().waitFor();
  return page;
}

const purchaseAt = (purchasedAt: string) => ({
  purchaseId: randomUUID(),
  customerId: randomUUID(),
  productId: randomUUID(),
  quantity: 1,
  unitPrice: { amount: 250, currency: 'EUR' },
  total: { amount: 250, currency: 'EUR' },
  status: 'completed',
  purchasedAt,
  // Entered later.
  createdAt: '2026-11-25T22:57:00.000Z',
  updatedAt: '2026-11-25T22:57:00.000Z',
  version: 2,
});

const recent = (page: Page) => page.getByRole('table', { name: 'Recent purchases' });

test('on a page that stays open, today becomes yesterday at midnight', async () => {
  let day = '2026-11-25';
  const page = await openAt('2026-11-25T22:58:00.000Z', 'Europe/Vienna', () => day);
  await recent(page).getByText('Today, 23:30').waitFor();
  await page.getByText('since 01:00 (midnight UTC)').waitFor();
  // Midnight in Vienna, then in UTC.
  await page.clock.fastForward('03:00');
  await recent(page).getByText('25 Nov 2026, 23:30').waitFor();
  await page.getByText('since yesterday, 01:00 (midnight UTC)').waitFor();
  day = '2026-11-26';
  await page.clock.fastForward('01:00:00');
  await page.getByText('since 01:00 (midnight UTC)').waitFor();
});

describe.each([
  ['America/Los_Angeles', '24 Nov 2026, 16:00', '25 Nov 2026, 15:59'],
  ['Pacific/Kiritimati', '25 Nov 2026, 14:00', '26 Nov 2026, 13:59'],
])('in %s', (timezoneId, from, to) => {
  test("today's number links to the purchases of the same day", async () => {
    const page = await openAt('2026-11-25T22:58:00.000Z', timezoneId, () => '2026-11-25');
    await page.locator('.figure').filter({ hasText: 'Purchases today' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Purchases' }).waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      from: '2026-11-25T00:00:00.000Z',
      to: '2026-11-25T23:59:59.999Z',
    });
    // The fields have days in the reader's time zone. Next to them is when the API's day begins and ends.
    await page.getByText(from, { exact: true }).waitFor();
    await page.getByText(to, { exact: true }).waitFor();
  });
});

test.each(['fa-IR', 'th-TH'])('in %s dates have the same years as date fields', async (locale) => {
  const { customerId } = await addCustomer({ birthDate: '1990-06-15' });
  const page = await openPage(`/customers/${customerId}`, { locale });
  const born = page.locator('dd').filter({ hasText: 'years' });
  await born.waitFor();
  expect(await born.innerText()).toMatch(/1990|۱۹۹۰/);
});

test('in a right-to-left language, each text in a sentence keeps its own direction', async () => {
  const [customer, product] = [await addCustomer({ name: 'שלום עליכם' }), await addProduct()];
  await buy(customer, product, 2);
  const page = await openPage(`/customers/${customer.customerId}`, { locale: 'ar-EG' });
  const born = page.locator('dd').filter({ hasText: 'years' });
  await born.waitFor();
  // A first-strong isolate that ends before the rest of the sentence.
  expect(await born.innerText()).toMatch(/^\u2068[^\u2069]+\u2069 \(/);
  await page.goto(`/products/${product.productId}`);
  await page.getByRole('table', { name: 'Bought by' }).getByRole('link', { name: customer.name }).waitFor();
  const link = `document.querySelector('[aria-label="Bought by"] a')`;
  expect(await page.evaluate(`getComputedStyle(${link}).unicodeBidi`)).toBe('isolate');
});
