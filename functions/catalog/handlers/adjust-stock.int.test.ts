import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewProduct } from '../testing/builders.ts';

const contention = new Contention();
const database = await startDatabase('catalog', contention);
const { handler: create } = await import('./create-product.ts');
const { handler: adjust } = await import('./adjust-stock.ts');
const { handler: get } = await import('./get-product.ts');
afterAll(() => database.close());

let productId: string;
beforeEach(async () => {
  productId = (await ask(create, { method: 'POST', body: aNewProduct({ stock: 10 }) })).body.productId;
});

afterEach(() => {
  contention.throttledShare = 0;
});

const change = (delta: number, key?: string) =>
  ask(adjust, {
    method: 'POST',
    path: `/products/${productId}/stock-adjustments`,
    pathParameters: { productId },
    body: { delta },
    headers: key === undefined ? {} : { 'idempotency-key': `${productId}-${key}` },
  });
const stockLeft = async () => (await ask(get, { pathParameters: { productId } })).body.stock;

test('concurrent adjustments are all applied', async () => {
  const answers = await Promise.all([1, 2, 3, -4].map((delta) => change(delta)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await stockLeft()).toBe(12);
});

test('concurrent adjustments never take more than there is', async () => {
  const answers = await Promise.all([-6, -6, -6].map((delta) => change(delta)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  expect(await stockLeft()).toBe(4);
});

test('an adjustment sent many times concurrently, with one idempotency key, is applied once', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => change(5, 'once')));
  expect(answers.map(({ status, body }) => [status, body.stock])).toEqual(Array(4).fill([200, 15]));
  expect(await stockLeft()).toBe(15);
});

test('a refused adjustment can be repeated with the same key once there is enough stock', async () => {
  expect((await change(-11, 'again')).status).toBe(409);
  await change(1);
  expect((await change(-11, 'again')).status).toBe(200);
  expect(await stockLeft()).toBe(0);
});

test('40 concurrent adjustments are each applied once although DynamoDB throttles every fifth', async () => {
  contention.throttledShare = 0.2;
  const untilDone = async (key: string): Promise<void> => {
    const { status } = await change(-1, key);
    if (status === 503) return untilDone(key);
    expect(status).toBe(200);
  };
  await change(30, 'more');
  await Promise.all(Array.from({ length: 40 }, (_, n) => untilDone(`one-${n}`)));
  contention.throttledShare = 0;
  expect(await stockLeft()).toBe(0);
});
