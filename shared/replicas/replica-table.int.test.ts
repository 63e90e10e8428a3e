import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ProductAdded, ProductModified, ProductRemoved } from '../../contracts/catalog/events.ts';
import { ReplicateCustomers, ReplicateProducts } from '../../contracts/consumers/purchases.ts';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { aCause, NOW } from '../testing/fixed.ts';
import { aQueueEvent } from '../testing/queue-event.ts';
import { startDatabase } from '../testing/start-database.ts';
import { newId } from '../values/ids.ts';
import { ReplicaTable } from './replica-table.ts';
import {
  customerReplicaSchema,
  productReplicaSchema,
  replicateCustomers,
  replicateProducts,
} from './replicas.ts';

const database = await startDatabase('purchases');
afterAll(() => database.close());

const replicas = new ReplicaTable(
  database.client,
  database.table('CUSTOMER_REPLICA_TABLE'),
  customerReplicaSchema,
);
const handler = replicateCustomers(ReplicateCustomers, replicas);

/** A customer's history: added, renamed twice, removed. */
function historyOf(customerId: string) {
  const occurrence = (version: number) => ({
    aggregateId: customerId,
    version,
    occurredAt: NOW,
    cause: aCause,
  });
  return [
    makeEvent(CustomerAdded, occurrence(1), { customerId, name: 'One' }),
    makeEvent(CustomerUpdated, occurrence(2), { customerId, name: 'Two' }),
    makeEvent(CustomerUpdated, occurrence(3), { customerId, name: 'Three' }),
    makeEvent(CustomerRemoved, occurrence(4), { customerId }),
  ] as const;
}

const nameOf = async (customerId: string) => (await replicas.get(customerId))?.name;

describe('a replica', () => {
  test('is the state of the newest event, whatever order events arrive in', async () => {
    const deliveries = fc.array(fc.nat(3), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (indexes) => {
        const customerId = newId();
        const history = historyOf(customerId);
        const events = indexes.flatMap((index) => history[index] ?? []);
        expect(await handler(aQueueEvent(events))).toEqual({ batchItemFailures: [] });
        expect(await nameOf(customerId)).toBe(['One', 'Two', 'Three', undefined][Math.max(...indexes)]);
      }),
      { numRuns: 60 },
    );
  });

  test('remains removed if the event that added it arrives last', async () => {
    const customerId = newId();
    const [added, , , removed] = historyOf(customerId);
    await handler(aQueueEvent([removed, added]));
    expect(await nameOf(customerId)).toBeUndefined();
    expect(await replicas.getAll([customerId])).toEqual(new Map());
  });

  test('is corrected by the event that it was taken from, and by no earlier one', async () => {
    const customerId = newId();
    const [added, updated] = historyOf(customerId);
    const Item = { id: customerId, version: 2, name: 'Wrong' };
    await database.client.send(new PutCommand({ TableName: database.table('CUSTOMER_REPLICA_TABLE'), Item }));
    await handler(aQueueEvent([added]));
    expect(await nameOf(customerId)).toBe('Wrong');
    await handler(aQueueEvent([updated]));
    expect(await nameOf(customerId)).toBe('Two');
  });

  test('is not frozen by an event with an impossibly high version, which is refused', async () => {
    const customerId = newId();
    const [added, updated] = historyOf(customerId);
    const poison = (aggregateVersion: number) => ({
      ...updated,
      metadata: { ...updated.metadata, aggregateVersion },
      data: { customerId, name: 'Frozen' },
    });
    const events = [added, poison(Number.MAX_SAFE_INTEGER), poison(2_000_000_000), updated];
    expect((await handler(aQueueEvent(events))).batchItemFailures).toEqual([
      { itemIdentifier: 'message-1' },
      { itemIdentifier: 'message-2' },
    ]);
    expect(await nameOf(customerId)).toBe('Two');
  });

  test('is returned for each known id of many', async () => {
    const [known, unknown] = [newId(), newId()];
    await handler(aQueueEvent([historyOf(known)[0]]));
    const found = await replicas.getAll([unknown, known]);
    expect([...found]).toEqual([[known, expect.objectContaining({ name: 'One' })]]);
  });
});

describe('a replica of a product', () => {
  const products = new ReplicaTable(
    database.client,
    database.table('PRODUCT_REPLICA_TABLE'),
    productReplicaSchema,
  );
  const replicate = replicateProducts(ReplicateProducts, products);
  const priced = (productId: string, name: string) => ({
    productId,
    name,
    price: { amount: 250, currency: 'EUR' },
  });
  const at = (aggregateId: string, version: number) => ({
    aggregateId,
    version,
    occurredAt: NOW,
    cause: aCause,
  });
  const lifeOf = (productId: string) =>
    [
      makeEvent(ProductAdded, at(productId, 1), priced(productId, 'One')),
      makeEvent(ProductModified, at(productId, 2), priced(productId, 'Two')),
      makeEvent(ProductRemoved, at(productId, 4), priced(productId, 'Two')),
    ] as const;

  test('keeps the name of a removed product, whatever order events arrive in, and does not offer it', async () => {
    const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const productId = newId();
        const events = lifeOf(productId);
        await replicate(aQueueEvent(order.flatMap((index) => events[index] ?? [])));
        const data = { name: 'Two', price: { amount: 250, currency: 'EUR' } };
        expect(await products.getAllEver([productId])).toEqual(
          new Map([[productId, { data, removed: true }]]),
        );
        expect(await products.get(productId)).toBeUndefined();
        expect(await products.getAll([productId])).toEqual(new Map());
      }),
      { numRuns: 6 },
    );
  });

  test('keeps nothing of a product of which nothing is told', async () => {
    const productId = newId();
    const bare = makeEvent(ProductRemoved, at(productId, 4), { productId });
    await replicate(aQueueEvent([lifeOf(productId)[0], bare]));
    expect(await products.getAllEver([productId])).toEqual(new Map());
  });
});

test('nothing is kept of a removed customer', async () => {
  const customerId = newId();
  const [added, , , removed] = historyOf(customerId);
  await handler(aQueueEvent([added, removed]));
  expect(await replicas.getAllEver([customerId])).toEqual(new Map());
});
