import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { newVisitor, provideBrowser, signIn } from './support/open-page.ts';
import { createViews, openedNames, pageNames, show, type View } from './support/views.ts';

/** Collects violations of the content security policy in `violations`, from before the page's first script. */
const COLLECT = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    violations.push([violatedDirective, blockedURI, sourceFile, lineNumber].join(' '));
  });`;

provideBrowser();

let views: Awaited<ReturnType<typeof createViews>>;

beforeAll(async () => {
  views = await createViews();
});

/** An empty page that collects violations. */
async function newCollecting(colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await newVisitor({ colorScheme });
  await page.addInitScript(COLLECT);
  return page;
}

async function openCollecting(path: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await newCollecting(colorScheme);
  await signIn(page, path);
  return page;
}

const violationsOn = (page: Page): Promise<string[]> => page.evaluate<string[]>('violations');

const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate<string>(
    `getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`,
  );

test.each(['/', '/docs', '/api/openapi.json', '/nowhere.js'])(
  'the policy of %s allows no inline scripts or styles',
  async (path) => {
    const { headers } = await fetch(`${inject('baseUrl')}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|nonce|https?:|\*/);
  },
);

const shown: readonly (readonly [string, () => View])[] = [...pageNames, ...openedNames].map((name) => [
  name,
  () => views[name],
]);

test.each(shown)('%s violates no policy, in light and dark mode', async (_, viewOf) => {
  const view = viewOf();
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openCollecting(view.path, colorScheme);
    await show(page, view);
    expect(await violationsOn(page), colorScheme).toEqual([]);
    expect(await page.locator('style').count(), 'style elements').toBe(0);
  }
});

test('day fields, tooltips and the switch of the colour scheme violate no policy', async () => {
  const page = await openCollecting('/purchases', 'light');
  await show(page, views.purchases);
  const day = page.locator('input[type="date"]').first();
  await day.click();
  await day.press('F4');
  await day.fill('2026-01-01');
  await page.getByRole('button', { name: 'Switch to dark mode' }).click();
  await page.getByRole('button', { name: 'Switch to light mode' }).hover();
  await page.waitForLoadState('networkidle');
  expect(await violationsOn(page)).toEqual([]);
});

test.each([
  ['light', 'rgb(245, 247, 246)'],
  ['dark', 'rgb(20, 23, 22)'],
] as const)('the style sheet has the colours of the %s theme', async (colorScheme, background) => {
  const page = await openCollecting('/', colorScheme);
  await show(page, views.overview);
  expect(await styleOf(page, 'body', 'background-color')).toBe(background);
  const kbd = page.locator('.mantine-visible-from-md');
  await kbd.waitFor();
  await page.setViewportSize({ width: 400, height: 800 });
  expect(await kbd.isVisible()).toBe(false);
});

test('the page behind a dialog does not scroll while it is open', async () => {
  const page = await openCollecting('/customers', 'light');
  await show(page, views['add customer, refused']);
  expect(await styleOf(page, 'body', 'overflow-y')).toBe('hidden');
  await page.getByRole('textbox', { name: 'Name' }).last().fill('Ada');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => styleOf(page, 'body', 'overflow-y')).toBe('visible');
});

test('the API reference violates no policy, also when an operation is tried', async () => {
  const page = await newCollecting('dark');
  await page.goto('/docs');
  await page.locator('.opblock-get').first().click();
  await page.getByRole('button', { name: 'Execute' }).first().click();
  await page.locator('.live-responses-table .response-col_status').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
});
