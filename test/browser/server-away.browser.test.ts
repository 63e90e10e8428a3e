import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newVisitor, openPage, provideBrowser, signIn } from './support/open-page.ts';
import { choose, EDITOR, menuOf } from './support/signing-in.ts';

provideBrowser();

/** Opens the overview without preloading the code of other pages. */
async function openOverview(): Promise<Page> {
  const page = await newVisitor();
  await page.addInitScript('window.requestIdleCallback = () => 0');
  await signIn(page, '/');
  await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

const failure = 'This page could not be loaded';

const isApp = (page: Page): Promise<boolean> => page.getByRole('navigation', { name: 'Pages' }).isVisible();

test('a page whose code cannot be loaded says so, and opens once the server answers again', async () => {
  const page = await openOverview();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByText(failure).waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('The server is not responding').waitFor();
  expect(await isApp(page)).toBe(true);
  await page.goBack();
  await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
  await page.goForward();
  await page.getByText(failure).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
});

test('a page whose files were replaced by a newer version offers to reload', async () => {
  const page = await openOverview();
  await page.route('**/assets/pages-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByText(failure).waitFor();
  expect(await isApp(page)).toBe(true);
  await page.unroute('**/assets/pages-*.js');
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
});

test('a dialog whose code cannot be loaded says so, and opens once the server answers again', async () => {
  const page = await openOverview();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'New purchase' }).click();
  await page.getByText('The form for a new purchase could not be loaded').waitFor();
  expect(await isApp(page)).toBe(true);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'New purchase' }).click();
  await page.getByRole('dialog', { name: 'New purchase' }).waitFor();
});

test('code that is not needed yet is loaded in the background', async () => {
  const page = await openPage('/');
  await page.getByRole('heading', { name: 'Recent purchases' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  for (const name of ['Customers', 'Products', 'Purchases']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  await page.getByRole('button', { name: 'New purchase' }).click();
  await page.getByRole('dialog', { name: 'New purchase' }).waitFor();
});

/** The bytes that a visit transfers, with those of the sign-in, but without API answers. */
async function bytesOfVisit(page: Page, signIn: () => Promise<void>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  const files = new Set<string>();
  let bytes = 0;
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (!new URL(response.url).pathname.startsWith('/api/')) files.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto('/customers');
  await signIn();
  await menuOf(page, EDITOR).waitFor();
  await page.waitForLoadState('networkidle');
  await client.detach();
  return bytes;
}

test('a first visit is compressed, and a second one transfers little more than tokens', async () => {
  const page = await newVisitor();
  expect(await bytesOfVisit(page, () => choose(page, EDITOR))).toBeLessThan(350 * 1024);
  // The provider still knows the person. More than half of the bytes are its answers.
  expect(await bytesOfVisit(page, async () => {})).toBeLessThan(16 * 1024);
});
