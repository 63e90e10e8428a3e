import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { api, collected } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, aWord } from '../support/shop.ts';
import { isFocused, openPage, provideBrowser, type VisitorSettings } from './support/open-page.ts';
import { scrollTo, scrollUntil, toEnd } from './support/scroll.ts';
import { openWithClock, SOON_MS } from './support/turned-clock.ts';
import { violationsOf } from './support/violations.ts';

provideBrowser();

const COUNT = 310;
/** How many are added at once. */
const AT_ONCE = 31;
/** More rows than this are not needed for a window of 800 px. */
const FEW = 50;

const word = `x${aWord()}`;
const list = `/customers?name=${word}`;
/** By its place, from 0. */
const nameOf = (at: number): string => `${100 + at} ${word}`;

beforeAll(async () => {
  for (let begin = 0; begin < COUNT; begin += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        // Those further down would make their column wider.
        addCustomer({
          name: nameOf(begin + n),
          country: begin < COUNT / 2 ? 'Chad' : 'Saint Vincent and so on',
        }),
      ),
    );
  }
  const found = () => collected(api.every('GET /customers', { query: { name: word, limit: 100 } }));
  await eventually(async () => expect(await found()).toHaveLength(COUNT));
}, 120_000);

const table = (page: Page): Locator => page.getByRole('table', { name: 'Customers' });

const rowsOf = (page: Page): Locator => table(page).locator('tbody').getByRole('row');

const link = (page: Page, at: number): Locator => page.getByRole('link', { name: nameOf(at) });

const rowOf = (page: Page, at: number): Locator => page.getByRole('row', { name: nameOf(at) });

const box = (page: Page, name: string): Locator => page.getByRole('checkbox', { name: `Select ${name}` });

const place = (locator: Locator): Promise<number | undefined> =>
  locator.boundingBox().then((found) => found?.y);

const load = (page: Page, count: number): Promise<void> => scrollUntil(page, `${count} customers shown`);

async function openLong(count: number, settings?: VisitorSettings): Promise<Page> {
  const page = await openPage(list, settings);
  await load(page, count);
  return page;
}

describe.each([1280, 400])('a list of 310 rows, %i px wide', (width) => {
  test('has few rows in the document wherever the reader is, and each says which one it is', async () => {
    const page = await openLong(COUNT, { width });
    await link(page, COUNT - 1).waitFor();
    expect(await table(page).getAttribute('aria-rowcount')).toBe(`${COUNT + 1}`);
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    for (let top = height; top > 0; top -= height / 20) {
      await scrollTo(page, top);
      const rows = rowsOf(page);
      expect(await rows.count()).toBeLessThan(FEW);
      const [first, last] = [rows.first(), rows.last()];
      for (const row of [first, last]) {
        const at = Number(await row.getAttribute('aria-rowindex')) - 2;
        expect(await row.innerText()).toContain(nameOf(at));
      }
      // No empty place in the window.
      if (top > 1000) expect(await place(first)).toBeLessThan(100);
      if (top < height - 2000) expect(await place(last)).toBeGreaterThan(700);
    }
    await scrollTo(page, 0);
    await link(page, 0).waitFor();
    expect(await violationsOf(page)).toBe('');
  });

  test('has the row that was opened in its place after Back', async () => {
    const page = await openLong(COUNT, { width });
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await scrollTo(page, height / 2);
    const opened = rowsOf(page).getByRole('link', { name: word }).nth(14);
    const name = await opened.innerText();
    const before = await place(opened);
    await opened.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goBack();
    const again = page.getByRole('link', { name });
    await expect.poll(() => place(again)).toBe(before);
  });
});

test('while there may be more rows, their number is unknown; the head is the first, and a short list is not numbered', async () => {
  const page = await openPage(list, { width: 400 });
  await page.getByText('25 customers shown, there are more').waitFor();
  expect(await table(page).getAttribute('aria-rowcount')).toBeNull();
  expect(await rowOf(page, 0).getAttribute('aria-rowindex')).toBeNull();
  await load(page, 100);
  expect(await rowsOf(page).count()).toBe(100);
  await load(page, 125);
  expect(await rowsOf(page).count()).toBeLessThan(FEW);
  expect(await table(page).getAttribute('aria-rowcount')).toBe('-1');
  expect(await table(page).locator('thead tr').getAttribute('aria-rowindex')).toBe('1');
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
});

test('each page of rows is loaded once, when its end comes near', async () => {
  // So narrow that the first page does not end in the window.
  const page = await openPage(list, { width: 400 });
  await page.getByText('25 customers shown').waitFor();
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('cursor=')) asked.push(request.url());
  });
  await toEnd(page);
  await page.getByText('50 customers shown').waitFor();
  await page.waitForLoadState('networkidle');
  expect(asked.length).toBe(1);
});

test('a page of rows that cannot be loaded says so, and is loaded when the reader tries again', async () => {
  const page = await openPage(list, { width: 400 });
  await page.getByText('25 customers shown').waitFor();
  await page.route('**/api/customers?*cursor=*', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { type: '/problems/access-denied', title: 'Forbidden', status: 403, detail: 'Not now.' },
    }),
  );
  await toEnd(page);
  await page.getByRole('alert').getByText('Not now.').waitFor();
  await page.unroute('**/api/customers?*cursor=*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await load(page, 50);
});

describe('the keyboard', () => {
  test('goes on from the focused row, however far it was scrolled away', async () => {
    const page = await openLong(COUNT);
    await scrollTo(page, 6000);
    const focused = rowsOf(page).getByRole('link', { name: word }).nth(14);
    const at = Number((await focused.innerText()).slice(0, 3)) - 100;
    await link(page, at).focus();
    for (const top of [0, 'document.documentElement.scrollHeight']) {
      await scrollTo(page, top);
      expect(await isFocused(link(page, at))).toBe(true);
    }
    await page.keyboard.press('Tab');
    expect(await isFocused(box(page, nameOf(at + 1)))).toBe(true);
    await expect.poll(() => place(rowOf(page, at + 1))).toBeGreaterThan(0);
    await expect.poll(() => place(rowOf(page, at + 1))).toBeLessThan(800);
  });

  test('reaches row after row', async () => {
    const page = await openLong(150);
    await scrollTo(page, 0);
    await link(page, 0).focus();
    for (let at = 1; at <= 40; at += 1) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await isFocused(link(page, at)), nameOf(at)).toBe(true);
    }
  });
});

test('rows are selected from one to another, and all of them, though most are not in the document', async () => {
  const page = await openLong(COUNT);
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await scrollTo(page, 0);
  await box(page, nameOf(3)).click();
  await toEnd(page);
  await box(page, nameOf(302)).click({ modifiers: ['Shift'] });
  await bar.getByText('300 selected').waitFor();
  await scrollTo(page, 0);
  expect(await box(page, nameOf(2)).isChecked()).toBe(false);
  expect(await box(page, nameOf(4)).isChecked()).toBe(true);
  await box(page, 'all customers shown').click();
  await bar.getByText('310 selected').waitFor();
  expect(await rowsOf(page).count()).toBeLessThan(FEW);
  await toEnd(page);
  expect(await box(page, nameOf(309)).isChecked()).toBe(true);
});

test('the columns do not move when other rows come into sight', async () => {
  const page = await openLong(125);
  const heads = (): Promise<number[]> =>
    page.evaluate("[...document.querySelectorAll('thead th')].map(({ offsetLeft }) => offsetLeft)");
  await scrollTo(page, 0);
  const before = await heads();
  await load(page, COUNT);
  await rowOf(page, 309).getByRole('cell', { name: 'Saint Vincent and so on', exact: true }).waitFor();
  expect(before.length).toBeGreaterThan(4);
  expect(await heads()).toEqual(before);
});

describe('a long list is printed with all its rows', () => {
  test('when the browser prints', async () => {
    const page = await openLong(150);
    await page.evaluate(`addEventListener('beforeprint', () => {
      window.printed = document.querySelectorAll('tbody tr[data-index]').length;
    })`);
    await page.pdf();
    expect(await page.evaluate('window.printed')).toBe(150);
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(FEW);
  });

  test('as it is shown for print', async () => {
    const page = await openLong(150);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => rowsOf(page).count()).toBe(150);
    expect(await table(page).getAttribute('aria-rowcount')).toBeNull();
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(FEW);
  });
});

test('what others do far down a long list is shown there, and what is new at the top waits behind a button', async () => {
  const page = await openWithClock(list);
  await load(page, COUNT);
  await toEnd(page);
  await page.waitForLoadState('networkidle');
  const { items } = await api('GET /customers', { query: { name: nameOf(305) } });
  const [last] = items;
  await api('PATCH /customers/{customerId}', {
    path: { customerId: last?.customerId ?? '' },
    // As high as before: at its end, a page that gets shorter moves.
    body: { country: 'Saint Vincent and no more' },
  });
  const added = await addCustomer({ name: `000 ${word}` });
  const before = await place(link(page, 305));
  await page.clock.fastForward(SOON_MS);
  await rowOf(page, 305).getByRole('cell', { name: 'Saint Vincent and no more', exact: true }).waitFor();
  // Less than a row away.
  expect(await place(link(page, 305))).toBeCloseTo(before ?? 0, -1);
  await page.getByRole('button', { name: 'Show 1 new customer' }).click();
  await page.getByRole('link', { name: added.name }).waitFor();
  expect(await rowsOf(page).count()).toBeLessThan(FEW);
});
