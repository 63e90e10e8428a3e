import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { addCustomer, addProduct, buy } from '../support/shop.ts';
import { cutOffAt } from './support/cut-off.ts';
import { isFocused, newVisitor, openPage, provideBrowser, signIn } from './support/open-page.ts';
import { untilStill } from './support/until-still.ts';
import { createViews, openedNames, pageNames, show } from './support/views.ts';
import { violationsOf } from './support/violations.ts';

/** With the code for signing in, and for the menu of whoever has. */
const START_PAGE_KB = 200;

/** In CSS pixels. A laptop's screen is 640 by 360 at a zoom of 200 %, and 320 by 256 at 400 %. */
const SIZES = [
  [1280, 800],
  [768, 1024],
  [640, 360],
  [400, 800],
  [360, 740],
  [344, 882],
  [320, 568],
  [320, 256],
] as const;

/** The sizes at which text of twice the usual size has to fit. */
const SIZES_FOR_LARGE_TEXT = [
  [360, 740],
  [768, 1024],
  [1280, 800],
] as const;

provideBrowser();

let views: Awaited<ReturnType<typeof createViews>>;

beforeAll(async () => {
  views = await createViews();
});

// One test checks everything of a view, because opening it takes longer than the checks.
test.each([...pageNames, ...openedNames])('%s fits every screen and meets WCAG 2.2 AA', async (name) => {
  const page = await openPage(views[name].path);
  await show(page, views[name]);
  expect(await violationsOf(page), 'light').toBe('');
  expect(await cutOffAt(page, SIZES)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await untilStill(page);
  expect(await violationsOf(page), 'dark, on the smallest screen').toBe('');
  // A style element would violate the page's content security policy.
  await page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')");
  expect(await cutOffAt(page, SIZES_FOR_LARGE_TEXT), 'text at 200 %').toEqual([]);
});

test.each([
  ['customers', 'Add customer'],
  ['products', 'Add product'],
  ['product', 'Adjust stock'],
  ['overview', 'New purchase'],
] as const)(
  'on %s Escape closes the dialog "%s" and returns the focus to its button',
  async (name, title) => {
    const page = await openPage(views[name].path);
    const opener = page.getByRole('button', { name: title }).first();
    await opener.click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(opener)).toBe(true);
  },
);

test('names of 100 letters without a space do not push columns out of their panels', async () => {
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
    expect(
      await cutOffAt(page, [
        [1280, 800],
        [320, 568],
      ]),
      path,
    ).toEqual([]);
  }
});

test('the chosen colour scheme survives a reload', async () => {
  const page = await openPage('/');
  await page.getByRole('button', { name: 'Switch to dark mode' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Switch to light mode' }).waitFor();
});

test(`the start page loads at most ${START_PAGE_KB} KB of JavaScript, gzipped`, async () => {
  const page = await newVisitor();
  // Without the code that is loaded when the browser is idle, which delays nothing.
  await page.addInitScript('window.requestIdleCallback = () => 0');
  // By URL: the page is loaded again after the sign-in, from the browser's cache.
  const scripts = new Set<string>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.add(response.url());
  });
  await signIn(page, '/');
  await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
  await page.waitForLoadState('networkidle');
  // The browser has discarded what it loaded before the sign-in.
  const sizes = await Promise.all(
    [...scripts].map(async (script) => gzipSync(await (await fetch(script)).bytes()).length),
  );
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(START_PAGE_KB * 1024);
});
