import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createClient } from '../client/create-client.ts';
import type { PurchaseView } from '../contracts/purchases/shapes.ts';
import { collected } from './support/api.ts';
import { type KillableSystem, killableSystem } from './support/killable-system.ts';
import { tokenOf } from './support/token.ts';

const KILLS = 5;
const BUYERS = 4;
const STOCK = 60;
/** Repeats the moments of the kills as far as the machine allows. */
const SEED = 20_261_129;

/** Numbers from 0 up to 1, always the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

const data = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Buys with the same key until the purchase is accepted, one after the other until `isOver`. */
async function buyer(
  api: ReturnType<typeof clientOf>,
  choose: () => [string, string],
  isOver: () => boolean,
) {
  const accepted: PurchaseView[] = [];
  while (!isOver()) {
    const [customerId, productId] = choose();
    const request = { body: { customerId, productId, quantity: 1 }, idempotencyKey: randomUUID() };
    accepted.push(await untilAnswered(() => api('POST /purchases', request)));
  }
  return accepted;
}

const clientOf = ({ baseUrl }: KillableSystem) =>
  createClient({ baseUrl, token: () => tokenOf(baseUrl), attempts: 1 });

/** While the system is down, nobody answers. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await pause(20);
    }
  }
}

test('however often it is killed, no accepted purchase is lost, and none is done twice', async () => {
  const system = await killableSystem(data);
  const api = clientOf(system);
  const local = async (path: string) => (await fetch(`${system.baseUrl}${path}`)).json();
  const customers = await Promise.all(
    ['Ada', 'Ben', 'Cy'].map((name) =>
      api('POST /customers', { body: { name, email: `${name}@example.org`, birthDate: '1990-06-15' } }),
    ),
  );
  const products = await Promise.all(
    ['Mug', 'Cup', 'Pot'].map((name) =>
      api('POST /products', { body: { name, price: { amount: 100, currency: 'EUR' }, stock: STOCK } }),
    ),
  );
  await local('/_local/idle?timeoutMs=60000');

  const random = randomNumbers(SEED);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const choose = (): [string, string] => [oneOf(customers).customerId, oneOf(products).productId];
  let isOver = false;
  const buying = Array.from({ length: BUYERS }, () => buyer(api, choose, () => isOver));
  for (let kills = 0; kills < KILLS; kills += 1) {
    await pause(100 + random() * 900);
    await system.kill();
    await system.start();
  }
  isOver = true;
  const accepted = (await Promise.all(buying)).flat();
  // The last purchases have to settle without any further request.
  await system.kill();
  await system.start();

  expect(await local('/_local/idle?timeoutMs=60000')).toEqual({ idle: true });
  const purchases = await collected(api.every('GET /purchases', {}));
  expect(purchases.map(({ purchaseId }) => purchaseId).toSorted()).toEqual(
    accepted.map(({ purchaseId }) => purchaseId).toSorted(),
  );
  expect(new Set(purchases.map(({ status }) => status))).toEqual(
    new Set(accepted.length > STOCK * products.length ? ['completed', 'rejected'] : ['completed']),
  );
  const completed = (key: 'customerId' | 'productId', id: string) =>
    purchases.filter((purchase) => purchase.status === 'completed' && purchase[key] === id).length;
  for (const { productId } of products) {
    const { stock } = await api('GET /products/{productId}', { path: { productId } });
    expect(stock).toBe(STOCK - completed('productId', productId));
    const buyers = await api('GET /products/{productId}/customers', { path: { productId } });
    expect(sum(buyers.items)).toBe(completed('productId', productId));
  }
  for (const { customerId } of customers) {
    const bought = await api('GET /customers/{customerId}/products', { path: { customerId } });
    expect(sum(bought.items)).toBe(completed('customerId', customerId));
  }
  expect(await local('/_local/dead-letters')).toEqual({ items: [] });
});

const sum = (items: readonly { readonly units: number }[]): number =>
  items.reduce((units, item) => units + item.units, 0);
