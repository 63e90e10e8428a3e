import { expect, test } from 'vitest';
import { get, type Json, post } from './support/api.ts';
import { addProduct, aWord, outcomeOf, requestPurchase } from './support/shop.ts';
import { aPerson, idle, itemsWith, textsOf } from './support/stored.ts';

/** Tables whose rows an export contains. */
const DISCLOSED = [
  ...['Catalog-CustomerReplica', 'Catalog-ProductCustomer', 'Catalog-Reservations'],
  ...['Customer-CustomerProduct', 'Customer-Customers', 'Customer-Idempotency'],
  ...['Purchases-CustomerReplica', 'Purchases-Purchases'],
];

/**
 * Tables whose rows are derived from those, and tell nothing more: for search, counting, repeated requests, and the history of a
 * product's stock, which names purchases.
 */
const DERIVED = [
  ...[
    'Catalog-CountedPurchases',
    'Catalog-Products',
    'Customer-CountedPurchases',
    'Customer-CustomerSearch',
    'Customer-Counters',
  ],
  'Purchases-Idempotency',
];

/** Attributes that serve storage alone. `cause` is who made the last change, which answers have as `updatedBy`. */
const INTERNAL = [
  'cause',
  'recency',
  'revision',
  'shard',
  'statusShard',
  'step',
  'fingerprint',
  'expiresAt',
  'key',
];

const nameOf = (table: string): string => table.replace(/^[^-]+-/, '').replace(/[\dA-F]{8}(-.*)?$/, '');

/** The values in a row, without those that serve storage alone. */
const valuesOf = (row: object): string[] =>
  Object.entries(row).flatMap(([name, value]) => {
    if (INTERNAL.includes(name)) return [];
    return typeof value === 'object' && value !== null ? valuesOf(value) : [JSON.stringify(value)];
  });

// Only for the embedded runtime: the test reads all tables, including those behind no route.
test('an export has everything that any table holds of a customer', async () => {
  const person = aPerson();
  const { body: customer } = await post('/customers', person, { 'idempotency-key': aWord() });
  const product = await addProduct();
  const purchases: Json[] = [];
  for (const quantity of [1, 99]) {
    const requested = await requestPurchase(customer, product, quantity, { 'idempotency-key': aWord() });
    purchases.push(await outcomeOf(requested));
  }
  await idle();
  const held = await itemsWith([
    ...textsOf(person),
    customer.customerId,
    ...purchases.map(({ purchaseId }) => purchaseId),
  ]);
  const tables = new Set(held.map(({ table }) => nameOf(table)));
  expect([...tables].toSorted()).toEqual([...DISCLOSED, ...DERIVED].toSorted());

  const { status, body } = await get(`/customers/${customer.customerId}/export`);
  expect(status).toBe(200);
  const text = JSON.stringify(body);
  const rows = held.filter(({ table, item }) => DISCLOSED.includes(nameOf(table)) && !('about' in item));
  expect(rows.length).toBeGreaterThanOrEqual(DISCLOSED.length);
  for (const { table, item } of rows) {
    // The id and version of a replica are those of the customer; remembered bodies are JSON in JSON.
    expect(
      valuesOf(item).filter((value) => !text.includes(value) && !JSON.stringify(text).includes(value)),
      table,
    ).toEqual([]);
  }
});
