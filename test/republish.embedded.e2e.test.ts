import { on } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../contracts/catalog/shapes.ts';
import type { CustomerView } from '../contracts/customer/shapes.ts';
import type { PurchaseView } from '../contracts/purchases/shapes.ts';
import type { Runtime } from '../local/runtime.ts';
import { newId } from '../shared/values/ids.ts';
import { api, post } from './support/api.ts';
import { forgetLosing, startLosing } from './support/losing-system.ts';
import { type Ran, runCommand, startCommand } from './support/run-command.ts';
import { addCustomer, addProduct, buy, buyersOf, productsOf, requestPurchase } from './support/shop.ts';
import { allRows } from './support/tables.ts';

const NAME = 'republish';
let runtime: Runtime = await startLosing(NAME);
afterAll(forgetLosing);

const idle = async () => expect(await runtime.whenIdle(60_000)).toBe(true);
const lose = async (...delivered: Parameters<typeof startLosing>[1] & object) => {
  await idle();
  runtime = await startLosing(NAME, delivered);
};
const republish = (...args: string[]): Promise<Ran> => runCommand('republish', runtime.url, ...args);

const statusOf = async ({ purchaseId }: PurchaseView) =>
  (await api('GET /purchases/{purchaseId}', { path: { purchaseId } })).status;
const stockOf = async ({ productId }: ProductView) =>
  (await api('GET /products/{productId}', { path: { productId } })).stock;
const historyOf = async ({ purchaseId }: PurchaseView) =>
  (await api('GET /purchases/{purchaseId}/history', { path: { purchaseId } })).items.map(
    ({ event }) => event,
  );
const cancel = ({ purchaseId }: PurchaseView) =>
  api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId } });
const tryToBuy = ({ customerId }: CustomerView, { productId }: ProductView) =>
  post('/purchases', { customerId, productId, quantity: 1 });

let ada: CustomerView;
let bob: CustomerView;
let carol: CustomerView;
let mug: ProductView;
let pen: ProductView;
let ink: ProductView;
/** Purchases, by what was lost of them. */
let lost: Readonly<
  Record<
    'nothing' | 'request' | 'reservation' | 'refusal' | 'history' | 'life' | 'cancellation',
    PurchaseView
  >
>;
let before: Record<string, string[]>;
let ran: Ran;

// Only for the embedded runtime: nobody can make the bus of AWS lose events.
beforeAll(async () => {
  [ada, bob] = [await addCustomer({ name: 'Ada' }), await addCustomer({ name: 'Bob' })];
  [mug, pen] = [await addProduct({ stock: 20 }), await addProduct({ stock: 10 })];
  const nothing = await buy(bob, pen, 2);
  const cancelled = await buy(ada, pen, 3);

  await lose('Catalog.ReserveStock');
  const reservation = await requestPurchase(ada, mug, 1);
  const refusal = await requestPurchase(ada, pen, 1_000);

  await lose('Catalog.ReserveStock', 'Purchases.SettlePurchases');
  const history = await buy(ada, mug, 2);
  const life = await buy(ada, mug, 4);
  await cancel(life);

  await lose();
  const request = await requestPurchase(ada, mug, 8);
  await cancel(cancelled);
  const path = { productId: mug.productId };
  await api('PATCH /products/{productId}', {
    path,
    body: { name: 'Jug', price: { amount: 900, currency: 'EUR' } },
  });
  await api('DELETE /customers/{customerId}', { path: { customerId: bob.customerId } });
  [carol, ink] = [await addCustomer({ name: 'Carol' }), await addProduct()];
  await idle();

  runtime = await startLosing(NAME);
  await idle();
  lost = { nothing, request, reservation, refusal, history, life, cancellation: cancelled };
  before = await allRows(runtime);
  ran = await republish('--rate', '1000');
  await idle();
});

describe('after events were lost for good, republish', () => {
  test('says what it published', () => {
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(
      'Published 19 rows again (3 of Customers, 3 of Products, 6 of Reservations, 7 of Purchases).',
    );
  });

  test('settles purchases whose request, reservation or refusal was lost', async () => {
    expect(await statusOf(lost.request)).toBe('completed');
    expect(await statusOf(lost.reservation)).toBe('completed');
    expect(await statusOf(lost.refusal)).toBe('rejected');
  });

  test('returns the stock of purchases whose cancellation was lost', async () => {
    expect(await stockOf(pen)).toBe(8);
    expect(await stockOf(mug)).toBe(20 - 1 - 2 - 8);
  });

  test('corrects replicas of added, changed and removed customers and products', async () => {
    expect((await tryToBuy(bob, mug)).body.type).toContain('unknown-customer');
    expect((await tryToBuy(carol, ink)).status).toBe(202);
    expect((await tryToBuy(carol, mug)).body.unitPrice).toEqual({ amount: 900, currency: 'EUR' });
    await idle();
  });

  test('corrects both projections, rankings included', async () => {
    expect(await productsOf(ada)).toMatchObject([{ productId: mug.productId, name: 'Jug', units: 11 }]);
    expect(await buyersOf(pen)).toMatchObject([{ customerId: bob.customerId, units: 2 }]);
    const { top } = await api('GET /statistics/customers');
    expect(top.find(({ customerId }) => customerId === ada.customerId)).toMatchObject({ units: 11 });
  });

  test('completes the history of every purchase', async () => {
    const completed = ['PurchaseRequested', 'StockReserved', 'PurchaseCompleted'];
    const cancelled = [...completed, 'PurchaseCancelled'];
    expect(await historyOf(lost.nothing)).toEqual(completed);
    expect(await historyOf(lost.request)).toEqual(completed);
    expect(await historyOf(lost.reservation)).toEqual(completed);
    expect(await historyOf(lost.history)).toEqual(completed);
    expect(await historyOf(lost.life)).toEqual(cancelled);
    expect(await historyOf(lost.cancellation)).toEqual(cancelled);
    expect(await historyOf(lost.refusal)).toEqual(['PurchaseRequested', 'StockRejected', 'PurchaseRejected']);
  });

  test('corrects the counts of the day', async () => {
    const query = { day: lost.nothing.purchasedAt.slice(0, 10) };
    expect(await api('GET /statistics/purchases', { query })).toMatchObject({
      // With the two of Carol.
      count: 9,
      completed: 6,
      rejected: 1,
      cancelled: 2,
    });
  });

  test('changes nothing if it is run again', async () => {
    // Catalog notes when it last answered a repeated request.
    const rows = () => allRows(runtime, 'answeredAgainAt');
    expect(await allRows(runtime)).not.toEqual(before);
    // The purchases changed the stock since, and so the versions of products, which replicas take.
    await republish('--service', 'catalog');
    await idle();
    const after = await rows();
    expect((await republish('--rate', '1000', '--service', 'purchases')).stdout).toContain(
      '(9 of Purchases)',
    );
    expect((await republish('--rate', '1000')).code).toBe(0);
    await idle();
    expect(await rows()).toEqual(after);
    expect(runtime.deadLetters()).toEqual([]);
  });

  test('continues where it was stopped, or starts anew', async () => {
    const stopped = startCommand('republish', runtime.url, '--rate', '1');
    // It has handed over all customers, and pauses for three seconds.
    let output = '';
    for await (const [text] of on(stopped.child.stdout, 'data')) {
      output += text;
      if (output.includes('3/3')) break;
    }
    stopped.child.kill('SIGINT');
    expect(await stopped.ended).toBe(130);
    const { stdout, code } = await republish('--rate', '1000', '--service', 'customer');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Customers: continuing after 3 rows of the run of .*\.$/m);
    expect((await republish('--rate', '1000', '--service', 'customer')).stdout).not.toContain('continuing');
  });

  test('publishes one row by its id, and says if there is none', async () => {
    const one = await republish('--id', lost.life.purchaseId);
    expect(one.stdout).toBe('Published 2 rows again (1 of Reservations, 1 of Purchases).\n');
    const id = newId();
    expect(await republish('--id', id)).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no row with the id ${id}.\n`,
    });
  });
});
