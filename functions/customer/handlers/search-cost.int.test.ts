import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { rowsOf } from '../../../shared/search/search-row.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { type ConsumedCapacity, consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { anId, stored } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { searchableCustomers } from '../domain/customer-search.ts';
import { aCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { handler } = await import('./search-customers.ts');
afterAll(() => database.close());

/** Matches every query below, so that the lists to be read grow. A short name has few index rows. */
const aCrowdMember = (n: number) => aCustomer({ customerId: anId(n), name: 'O' });

const search = database.table('CUSTOMER_SEARCH_TABLE');
const crowd = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => aCrowdMember(from + n));
const rowsOfAll = (customers: ReturnType<typeof crowd>) =>
  customers.flatMap((customer) => rowsOf(searchableCustomers, customer));

/** Writes in full transactions, the fastest way to fill the engine. */
async function putAll(table: string, items: readonly object[]): Promise<void> {
  for (let start = 0; start < items.length; start += 100) {
    const writes = items.slice(start, start + 100).map((Item) => ({ Put: { TableName: table, Item } }));
    await commit(database.client, writes);
  }
}

const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the list': {},
  'a search by name': { name: 'o' },
  'a country': { country: 'United Kingdom' },
  'an age range': { minAge: '20', maxAge: '60' },
  'an e-mail address': { email: 'ada@example.com' },
};

async function costs(): Promise<Record<string, ConsumedCapacity & { found: number }>> {
  const all: Record<string, ConsumedCapacity & { found: number }> = {};
  for (const [name, query] of Object.entries(queries)) {
    let found = 0;
    const consumed = await consumedBy(documentClient, async () => {
      found = (await ask(handler, { query })).body.items.length;
    });
    all[name] = { ...consumed, found };
  }
  return all;
}

describe('a page of customers', () => {
  let of500: Awaited<ReturnType<typeof costs>>;
  let of5000: typeof of500;
  beforeAll(async () => {
    const first = crowd(0, 500);
    await putAll(
      database.table('CUSTOMERS_TABLE'),
      first.map((customer) => stored(customer)),
    );
    await putAll(search, rowsOfAll(first));
    of500 = await costs();
    // Pages begin with the same customers as before. The others matter only for the length of the lists.
    await putAll(search, rowsOfAll(crowd(500, 5000)));
    of5000 = await costs();
  });

  test.each(Object.keys(queries))('costs no more for %s with 5,000 customers than with 500', (name) => {
    expect(of5000[name]?.found).toBe(25);
    expect(of5000[name]?.units).toBeGreaterThan(0);
    expect(of5000[name]).toEqual(of500[name]);
  });
});
