import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage, provideBrowser } from './support/open-page.ts';
import { createViews, show } from './support/views.ts';

const STOPS = 30;

provideBrowser();

let views: Awaited<ReturnType<typeof createViews>>;

beforeAll(async () => {
  views = await createViews();
});

/** The HTML of the focused element if it is not visible at all, or an empty text. */
const hiddenFocus = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.matches('main, h1')) return '';
    const { left, top, width, height } = focused.getBoundingClientRect();
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    const isSeen = parts.some((x) => parts.some((y) => {
      const hit = document.elementFromPoint(left + width * x, top + height * y);
      return hit !== null && (focused.contains(hit) || hit.contains(focused));
    }));
    return isSeen ? '' : focused.outerHTML.slice(0, 120);
  })()`);

test.each([
  [320, 568],
  [640, 360],
  [1280, 600],
])('at %i by %i px the focus is always visible, forwards and backwards', async (width, height) => {
  const page = await openPage('/purchases', { width, height });
  await show(page, views.purchases);
  const hidden: string[] = [];
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.keyboard.press(key);
      hidden.push(await hiddenFocus(page));
    }
  }
  expect(hidden.filter((text) => text !== '')).toEqual([]);
});

test('on a laptop, 25 rows of a list are in sight below the header', async () => {
  const page = await openPage(views.purchases.path, { width: 1280, height: 800 });
  await show(page, views.purchases);
  const inSight = await page.evaluate<number>(`(() => {
    const heights = [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height);
    const header = document.querySelector('header').getBoundingClientRect().height;
    return Math.floor((innerHeight - header) / Math.max(...heights));
  })()`);
  expect(inSight).toBeGreaterThanOrEqual(25);
});

test.each([
  ['/customers', 'Name or e-mail', 'Country', '?country=Nowhere'],
  ['/products', 'Name', 'Category', '?category=Nothing'],
  ['/purchases', 'Customer', 'Status', '?status=rejected'],
])(
  'on a phone, %s shows the filter "%s", and the others once they are asked for or set',
  async (path, first, other, search) => {
    const page = await openPage(path, { width: 360, height: 740 });
    await page.getByRole(first === 'Customer' ? 'combobox' : 'searchbox', { name: first }).waitFor();
    const field = page.getByRole('combobox', { name: other });
    expect(await field.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'More filters' }).click();
    await field.waitFor();
    await page.getByRole('button', { name: 'Fewer filters' }).click();
    await field.waitFor({ state: 'hidden' });
    await page.goto(`${path}${search}`);
    await field.waitFor();
    expect(await page.getByRole('button', { name: /(More|Fewer) filters/ }).count()).toBe(0);
  },
);

test.each([
  'empty search',
  'customers by what they bought',
  'buyers',
  'product',
  'purchases',
  'add product, refused',
  'cancel purchase',
  'new purchase, an option highlighted',
] as const)('%s has large enough touch targets, and fields that phones do not zoom into', async (name) => {
  const page = await openPage(views[name].path, { width: 360, height: 740, hasTouch: true });
  await show(page, views[name]);
  const small =
    await page.evaluate(`[...document.querySelectorAll('input:not([type="checkbox"]), select, textarea')]
    .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
    .map((field) => field.outerHTML.slice(0, 120))`);
  expect(small).toEqual([]);
  const low =
    await page.evaluate(`[...document.querySelectorAll('button, nav a, input, select, [role="option"]')]
    .filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width > 0 && target.type !== 'hidden' && (width < 24 || height < 24);
    })
    .map((target) => target.outerHTML.slice(0, 120))`);
  expect(low).toEqual([]);
});

test('with forced colours, lines replace shadows and backgrounds', async () => {
  const page = await openPage('/purchases');
  await page.emulateMedia({ forcedColors: 'active' });
  await show(page, views.purchases);
  const style = (selector: string, property: string, pseudo = ''): Promise<string> =>
    page.evaluate(
      `getComputedStyle(document.querySelector('${selector}'), '${pseudo}').getPropertyValue('${property}')`,
    );
  await page.getByRole('combobox', { name: 'Customer' }).focus();
  expect(await style('input:focus', 'outline-style')).toBe('solid');
  const canvas = await style('body', 'background-color');
  expect(await style('.status', 'background-color', '::before')).not.toBe(canvas);
  expect(await style('header button', 'border-top-style')).toBe('solid');
  await page.goto('/');
  await page.locator('.share').first().waitFor();
  expect(await style('.share', 'background-color')).not.toBe(canvas);
});
