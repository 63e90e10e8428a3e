import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { get, post } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { addCustomer, addProduct, buy, outcomeOf } from '../support/shop.ts';
import { openPage, provideBrowser } from './support/open-page.ts';

provideBrowser();

const steps = (page: Page) => page.getByRole('list', { name: 'History' }).getByRole('listitem');

/** Shows the names and ids of events, which are folded away at first. */
const showTechnical = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Technical details', exact: true }).click();

/** Waits for these steps, in order. Each has a text, followed by its event. */
const expectSteps = (page: Page, ...expected: readonly (readonly [text: string, event: string])[]) =>
  eventually(async () =>
    expect(await steps(page).allInnerTexts()).toEqual(
      expected.map((parts) => expect.stringMatching(new RegExp(parts.join('[^]*')))),
    ),
  );

const COMPLETED = [
  ['2 units requested', 'PurchaseRequested from purchases'],
  ['Catalog reserved 2 units', 'StockReserved from catalog, caused by PurchaseRequested'],
  ['The purchase was completed', 'PurchaseCompleted from purchases, caused by StockReserved'],
] as const;

test('a completed purchase shows its history, and a correlation ID to copy', async () => {
  const { purchaseId } = await buy(await addCustomer(), await addProduct(), 2);
  const page = await openPage(`/purchases/${purchaseId}`);
  await expectSteps(page, ...COMPLETED.map(([text]) => [text, ''] as const));
  expect(await page.getByText('PurchaseRequested').count()).toBe(0);
  await showTechnical(page);
  await expectSteps(page, ...COMPLETED);
  const { items } = (await get(`/purchases/${purchaseId}/history`)).body;
  for (const { eventId } of items) await page.getByText(eventId).waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(items[0].correlationId);
});

test('a purchase of the past shows when it was made and, apart from that, when it was requested', async () => {
  const [{ customerId }, { productId }] = [await addCustomer(), await addProduct()];
  const purchasedAt = '2019-12-24T12:00:00Z';
  const { purchaseId } = await eventually(async () => {
    const answer = await post('/purchases', { customerId, productId, quantity: 2, purchasedAt });
    expect(answer.status).toBe(202);
    return answer.body;
  });
  await outcomeOf({ purchaseId });
  const page = await openPage(`/purchases/${purchaseId}`);
  await page.getByRole('heading', { level: 1, name: /^2 × Mug .* for Ada / }).waitFor();
  await page.getByText('Purchase of 24 Dec 2019').waitFor();
  const facts = await page.locator('.facts').innerText();
  expect(facts).toMatch(/Purchased\s+24 Dec 2019/);
  expect(facts).toMatch(/Requested\s+Today/);
  await page.goto(`/purchases?customerId=${customerId}`);
  await page.getByRole('row').filter({ hasText: '24 Dec 2019' }).waitFor();
});

test('a rejected purchase shows where it failed, and why', async () => {
  const { purchaseId } = await buy(await addCustomer(), await addProduct({ stock: 1 }), 5);
  const page = await openPage(`/purchases/${purchaseId}`);
  await showTechnical(page);
  await expectSteps(
    page,
    ['5 units requested', 'PurchaseRequested'],
    ['Catalog could not reserve 5 units', '5 wanted, 1 in stock'],
    ['The purchase was rejected', 'PurchaseRejected from purchases, caused by StockRejected'],
  );
});

test('a cancellation is added to the history, with a correlation ID of its own', async () => {
  const { purchaseId } = await buy(await addCustomer(), await addProduct(), 2);
  const page = await openPage(`/purchases/${purchaseId}`);
  await showTechnical(page);
  await expectSteps(page, ...COMPLETED);
  await page.getByRole('button', { name: 'Cancel purchase' }).click();
  await page.getByRole('button', { name: 'Cancel the purchase' }).click();
  await expectSteps(page, ...COMPLETED, ['The purchase was cancelled', 'PurchaseCancelled']);
  await page.getByText('Correlation ID of the cancellation').waitFor();
});

test('a return is added to the history, and the facts say what was kept', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10 })];
  const { purchaseId } = await buy(customer, product, 2);
  const page = await openPage(`/purchases/${purchaseId}`);
  await showTechnical(page);
  await expectSteps(page, ...COMPLETED);
  const giveBack = async (units: string) => {
    await page.getByRole('button', { name: 'Return units' }).click();
    await page.getByLabel('Units that come back').fill(units);
    await page.getByRole('button', { name: 'Return', exact: true }).click();
  };
  await giveBack('3');
  await page.getByText('of 2 bought only 2 are left').waitFor();
  await page.getByLabel('Units that come back').fill('1');
  await page.getByText('€2.50 to give back. 1 will be kept.').waitFor();
  await page.getByRole('button', { name: 'Return', exact: true }).click();
  const returned = ['Units were returned, and are in stock again', '1 returned; 1 of 2 kept.'] as const;
  await expectSteps(page, ...COMPLETED, returned);
  await page.getByText('1 for €2.50, 1 kept').waitFor();
  await page.getByText('Correlation ID of the return').waitFor();
  await giveBack('1');
  await expectSteps(page, ...COMPLETED, returned, ['The purchase was cancelled', 'PurchaseCancelled']);
});

test('the history of a pending purchase says what it is waiting for, and grows as events arrive', async () => {
  const purchase = await buy(await addCustomer(), await addProduct(), 2);
  const path = `/purchases/${purchase.purchaseId}`;
  const known = { status: 'pending', steps: 1 };
  const page = await openPage('/nowhere');
  await page.route(`**/api${path}`, (route) =>
    route.fulfill({ json: { ...purchase, status: known.status } }),
  );
  const items = await eventually(async () => {
    const { body } = await get(`${path}/history`);
    expect(body.items).toHaveLength(COMPLETED.length);
    return body.items;
  });
  await page.route(`**/api${path}/history`, (route) =>
    route.fulfill({ json: { items: items.slice(0, known.steps) } }),
  );
  await page.goto(path);
  await showTechnical(page);
  await expectSteps(page, COMPLETED[0], ['Waiting for Catalog to reserve the stock', '']);
  known.status = 'completed';
  await expectSteps(page, COMPLETED[0], ['More events will appear here', '']);
  known.steps = COMPLETED.length;
  await expectSteps(page, ...COMPLETED);
});
