import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ranking } from '../counters/ranking.ts';
import { ReplicaTable } from '../replicas/replica-table.ts';
import { customerReplicaSchema } from '../replicas/replicas.ts';
import { NOW } from '../testing/fixed.ts';
import { startDatabase } from '../testing/start-database.ts';
import { newId } from '../values/ids.ts';
import { PairPages } from './pair-page.ts';
import { PurchaseProjection } from './purchase-projection.ts';

const database = await startDatabase('catalog');
afterAll(() => database.close());

const projection = new PurchaseProjection(
  database.client,
  {
    pairs: database.table('PRODUCT_CUSTOMER_TABLE'),
    marks: database.table('COUNTED_PURCHASES_TABLE'),
    ranking: new Ranking(database.client, database.table('COUNTERS_TABLE'), 'product'),
  },
  { owner: 'productId', listed: 'customerId' },
);
const names = new ReplicaTable(
  database.client,
  database.table('CUSTOMER_REPLICA_TABLE'),
  customerReplicaSchema,
);
const buyers = new PairPages(projection, names, 'customerId');

const product = newId();
const other = newId();
const unsold = newId();
/** Customers in the order in which they bought. */
const customers = Array.from({ length: 12 }, () => newId());

const nameOf = (customerId: string) => `Customer ${customers.indexOf(customerId)}`;

async function buy(productId: string, customerId: string, minute: number): Promise<void> {
  const purchasedAt = new Date(Date.parse(NOW) + minute * 60_000).toISOString();
  await projection.apply({
    purchaseId: newId(purchasedAt),
    customerId,
    productId,
    quantity: 2,
    unitPrice: { amount: 250, currency: 'EUR' },
    purchasedAt,
    version: 2,
    counted: true,
  });
}

beforeAll(async () => {
  for (const [minute, customerId] of customers.entries()) await buy(product, customerId, minute);
  await buy(other, customers[0] as string, 0);
  for (const customerId of customers.slice(1)) {
    const metadata = {
      eventId: newId(),
      schemaVersion: 1,
      aggregateId: customerId,
      aggregateVersion: 1,
      occurredAt: NOW,
      correlationId: 'x',
    };
    await names.apply(metadata, { name: nameOf(customerId) });
  }
});

const idsOf = (items: readonly { customerId: string }[]) => items.map(({ customerId }) => customerId);

describe('the list of a pair', () => {
  test('is paged, most recent first, each once', async () => {
    const first = await buyers.page(product, { limit: 5 });
    const second = await buyers.page(product, { limit: 5, cursor: first.nextCursor });
    const third = await buyers.page(product, { limit: 5, cursor: second.nextCursor });
    expect([first, second, third].map(({ items }) => items.length)).toEqual([5, 5, 2]);
    expect([first, second, third].flatMap(({ items }) => idsOf(items))).toEqual(customers.toReversed());
    expect(third).not.toHaveProperty('nextCursor');
  });

  test('has counts and, if known, names', async () => {
    const { items } = await buyers.page(product, {});
    expect(items[0]).toEqual({
      customerId: customers[11],
      name: 'Customer 11',
      units: 2,
      purchases: 1,
      lastPurchasedAt: expect.any(String),
      revenue: [{ amount: 500, currency: 'EUR' }],
    });
    expect(items[11]).toEqual({
      customerId: customers[0],
      units: 2,
      purchases: 1,
      lastPurchasedAt: NOW,
      revenue: [{ amount: 500, currency: 'EUR' }],
    });
  });

  test('has the names of what is no longer sold, and says that it is not', async () => {
    const sold = newId();
    const [gone, erased] = [newId(), newId()];
    for (const customerId of [gone, erased]) await buy(sold, customerId, 1);
    const event = (aggregateId: string) => ({ aggregateId, aggregateVersion: 2 }) as never;
    await names.remove(event(gone), { name: 'Gone' });
    await names.remove(event(erased));
    const found = new Map((await buyers.page(sold, {})).items.map((item) => [item.customerId, item]));
    expect(found.get(gone)).toMatchObject({ name: 'Gone', archived: true });
    expect(found.get(erased)).not.toHaveProperty('name');
    expect(found.get(erased)).not.toHaveProperty('archived');
  });

  test('refuses the cursor of another list', async () => {
    const { nextCursor } = await buyers.page(product, { limit: 5 });
    await expect(buyers.page(other, { cursor: nextCursor })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });
});

describe('the excerpts included in items', () => {
  test('have the first ten of each owner, and whether there are more', async () => {
    const excerpts = await buyers.excerpts([product, other, unsold]);
    expect(idsOf(excerpts.get(product)?.items ?? [])).toEqual(customers.toReversed().slice(0, 10));
    expect(excerpts.get(product)?.hasMore).toBe(true);
    expect(excerpts.get(other)).toMatchObject({ items: [{ customerId: customers[0] }], hasMore: false });
    expect(excerpts.get(unsold)).toEqual({ items: [], hasMore: false });
  });

  test('have a cursor to continue with in the list itself', async () => {
    const excerpts = await buyers.excerpts([product]);
    const rest = await buyers.page(product, { cursor: excerpts.get(product)?.nextCursor });
    expect(idsOf(rest.items)).toEqual(customers.toReversed().slice(10));
  });
});
