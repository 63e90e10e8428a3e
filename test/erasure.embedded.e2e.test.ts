import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, inject, test } from 'vitest';
import { fold } from '../shared/values/fold.ts';
import { type Json, patch, post, remove } from './support/api.ts';
import { addProduct, aWord, outcomeOf, requestPurchase } from './support/shop.ts';

const client = new DynamoDBClient({
  endpoint: inject('awsEndpoint'),
  region: 'us-east-1',
  credentials: inject('awsCredentials'),
});

const idle = async () =>
  expect((await fetch(`${inject('baseUrl')}/_local/idle?timeoutMs=20000`)).status).toBe(200);

/** The items of all tables that contain any of these texts, as written or as folded for the search. */
async function itemsWith(texts: readonly string[]): Promise<Json[]> {
  const found: Json[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        const items = Items.map((item) => ({ table: TableName, item: unmarshall(item) }));
        found.push(...items.filter(({ item }) => textsIn(JSON.stringify(item), texts).length > 0));
      }
    }
  }
  return found;
}

const digit = (): number => randomInt(10);

/** A person with values that no other test uses. */
const aPerson = () => ({
  name: `Żółw${aWord()} Ünal${aWord()}`,
  email: `${aWord()}@example.org`,
  birthDate: `19${digit()}${digit()}-07-1${digit()}`,
  country: `Land ${aWord()}`,
});

const textsOf = ({ name, ...others }: ReturnType<typeof aPerson>): string[] => [
  ...name.split(' '),
  ...Object.values(others),
];

/** The texts that a document contains, ignoring case and diacritics. */
const textsIn = (document: string, texts: readonly string[]): string[] => {
  const folded = fold(document);
  return texts.filter((text) => folded.includes(fold(text)));
};

// Only for the embedded runtime: the test reads all tables, including those behind no route, and the log.
test('a removed customer leaves no personal data in any table, queue or log', async () => {
  const [first, second] = [aPerson(), aPerson()];
  const texts = [...textsOf(first), ...textsOf(second)];
  const key = () => ({ 'idempotency-key': aWord() });
  const created = key();
  const { body: customer } = await post('/customers', first, created);
  const path = `/customers/${customer.customerId}`;
  const product = await addProduct();
  const purchase = await requestPurchase(customer, product, 1, key());
  await outcomeOf(purchase);
  await outcomeOf(await requestPurchase(customer, product, 99, key()));
  await patch(path, second, key());
  await post(`/purchases/${purchase.purchaseId}/cancellation`, undefined, key());
  expect((await post('/customers', first, created)).body).toEqual(customer);
  await idle();
  // Makes sure that the search works: it finds the person in each service.
  const services = (await itemsWith(texts)).map(({ table }) => table.split('-')[1]);
  expect(new Set(services)).toEqual(new Set(['Customer', 'Catalog', 'Purchases']));

  expect((await remove(path)).status).toBe(204);
  await idle();
  expect(await itemsWith(texts)).toEqual([]);
  const again = await post('/customers', first, created);
  expect(again).toMatchObject({ status: 410, body: { type: 'urn:multidomain:problem:gone' } });
  expect(textsIn(JSON.stringify(again.body), texts)).toEqual([]);
  expect(await itemsWith(texts)).toEqual([]);
  const letters = await fetch(`${inject('baseUrl')}/_local/dead-letters`);
  expect(textsIn(await letters.text(), texts)).toEqual([]);
  expect(textsIn(readFileSync(inject('logFile'), 'utf8'), texts)).toEqual([]);
});
