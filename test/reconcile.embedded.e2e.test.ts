import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, inject, test } from 'vitest';
import { loadSystem } from '../local/template/load-system.ts';
import { findTables } from '../scripts/running/find-tables.ts';
import { newId } from '../shared/values/ids.ts';
import { api, type Json } from './support/api.ts';
import { EXPECTED_FAILURE } from './support/expected-failure.ts';
import { forgetLosing, startLosing } from './support/losing-system.ts';
import { runCommand } from './support/run-command.ts';
import { addCustomer, addProduct, aWord, buy, requestPurchase } from './support/shop.ts';

const runtime = await startLosing('reconcile');
afterAll(forgetLosing);

const access = {
  endpoint: runtime.awsEndpoint,
  region: 'us-east-1',
  credentials: runtime.awsCredentials,
};
const dynamodb = new DynamoDBClient(access);
const client = DynamoDBDocumentClient.from(dynamodb);
const nameOf = await findTables(dynamodb, 'Multidomain-');
type Table = Parameters<typeof nameOf>;

async function rowOf(table: Table, matches: (row: Json) => boolean): Promise<Json> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: nameOf(...table) }));
  return Items.find(matches);
}
const put = (table: Table, Item: object) =>
  client.send(new PutCommand({ TableName: nameOf(...table), Item: { ...Item } }));
const drop = (table: Table, Key: object) =>
  client.send(new DeleteCommand({ TableName: nameOf(...table), Key: { ...Key } }));

async function reconcile(...args: string[]): Promise<{ code: number; found: string[] }> {
  const { stdout, code } = await runCommand('reconcile', runtime.url, '--json', ...args);
  const { differences } = JSON.parse(stdout) as Json;
  return { code, found: differences.map(({ where, text }: Json) => `${where}: ${text}`) };
}

/** Makes each check of a night, as its schedule does. @returns those that failed, with their error */
async function nightly(): Promise<string[]> {
  const lambda = new LambdaClient(access);
  const { schedules, functions } = loadSystem(inject('assemblyDir'));
  const name = functions.find(({ logicalId }) => logicalId.startsWith('Reconcile'))?.name;
  const inputs = schedules.flatMap(({ targets }) => targets.flatMap(({ input }) => input ?? []));
  expect(inputs).toHaveLength(19);
  const failed: string[] = [];
  for (const input of inputs) {
    const Payload = JSON.stringify(input);
    const answer = await lambda.send(new InvokeCommand({ FunctionName: name, Payload }));
    if (answer.FunctionError !== undefined) failed.push(`${Payload}: ${answer.Payload?.transformToString()}`);
  }
  return failed;
}

const deadLetters = async (): Promise<Json> =>
  JSON.parse((await runCommand('dead-letters', runtime.url, 'list', '--json')).stdout);

test('reconcile reports nothing that is merely in flight', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10_000 })];
  await buy(customer, product);
  let isRunning = true;
  const buying = async () => {
    while (isRunning) {
      await requestPurchase(customer, product);
      await api('PATCH /customers/{customerId}', {
        path: { customerId: (await addCustomer()).customerId },
        body: { name: aWord() },
      });
    }
  };
  const buyers = [buying(), buying()];
  const ran = await runCommand('reconcile', runtime.url);
  isRunning = false;
  await Promise.all(buyers);
  expect(ran).toMatchObject({ code: 0, stdout: 'All agree.\n' });
  expect(await runtime.whenIdle(60_000)).toBe(true);
});

// Only for the embedded runtime: the test damages tables.
test('reconcile finds nothing after a workload, then names each damage, and repairs all but a reservation', async () => {
  const [ada, bob] = [await addCustomer(), await addCustomer()];
  const [mug, pen] = [await addProduct(), await addProduct({ stock: 1 })];
  const bought = await buy(ada, mug, 2);
  const kept = await buy(bob, mug);
  const rejected = await buy(bob, pen, 5);
  const { purchaseId } = await buy(bob, mug);
  await api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId } });
  await api('DELETE /customers/{customerId}', { path: { customerId: (await addCustomer()).customerId } });
  expect(await runtime.whenIdle(60_000)).toBe(true);
  const healthy = await runCommand('reconcile', runtime.url);
  expect(healthy).toEqual({ code: 0, stdout: 'All agree.\n', stderr: '' });

  // What the nightly function may do, the runtime enforces as AWS does.
  expect(await nightly()).toEqual([]);

  // As if events were lost.
  const adaCopy = await rowOf(['purchases', 'CustomerReplica'], ({ id }) => id === ada.customerId);
  await put(['purchases', 'CustomerReplica'], { ...adaCopy, name: 'Old', version: 0 });
  await drop(['customer', 'ProductReplica'], { id: pen.productId });
  const pair = `${ada.customerId}#${mug.productId}`;
  const mark = await rowOf(['customer', 'CountedPurchases'], (row) => row.pair === pair);
  await drop(['customer', 'CountedPurchases'], { pair, purchaseId: bought.purchaseId });
  await drop(['customer', 'CustomerProduct'], { customerId: ada.customerId, productId: mug.productId });
  await drop(['customer', 'Counters'], { counter: `customer:${ada.customerId}` });
  // What no event repairs.
  const reservation = await rowOf(['catalog', 'Reservations'], (row) => row.purchaseId === kept.purchaseId);
  await put(['catalog', 'Reservations'], { ...reservation, quantity: 7 });
  const buyer = await rowOf(['catalog', 'ProductCustomer'], (row) => row.customerId === bob.customerId);
  await put(['catalog', 'ProductCustomer'], { ...buyer, units: 9 });
  const counter = await rowOf(['catalog', 'Counters'], (row) => row.counter.startsWith('products#'));
  await put(['catalog', 'Counters'], { ...counter, count: counter.count + 1 });
  const day = await rowOf(['purchases', 'Counters'], (row) => row.rejected === 1);
  await drop(['purchases', 'Counters'], { counter: day.counter });
  const listed = await rowOf(['customer', 'CustomerSearch'], (row) => row.position.endsWith(bob.customerId));
  await drop(['customer', 'CustomerSearch'], { term: listed.term, position: listed.position });
  await put(['customer', 'CustomerSearch'], { ...listed, position: `zz\u0000${bob.customerId}` });
  expect(rejected.status).toBe('rejected');
  // What nobody owns.
  const [noCustomer, noPurchase] = [newId(), newId()];
  await put(['catalog', 'CustomerReplica'], { ...adaCopy, id: noCustomer });
  await put(['customer', 'CountedPurchases'], { ...mark, purchaseId: noPurchase, counted: false });
  await put(['catalog', 'ProductSkus'], { sku: 'sku:x', productIds: new Set([mug.productId]) });
  // What hides a row from the lists that are sorted by it.
  const listedMug = await rowOf(['customer', 'CustomerProduct'], (row) => row.customerId === bob.customerId);
  await put(['customer', 'CustomerProduct'], { ...listedMug, recency: 'x' });
  const ranked = await rowOf(['customer', 'Counters'], (row) => row.counter.endsWith(`:${bob.customerId}`));
  await put(['customer', 'Counters'], { ...ranked, board: 'x' });

  const repairable = [
    `purchases CustomerReplica: ${ada.customerId} has another name than its owner`,
    `customer ProductReplica: ${pen.productId} is missing`,
    `customer CountedPurchases: ${bought.purchaseId} is not marked; the purchase is completed`,
  ];
  const others = [
    `catalog Reservations: ${kept.purchaseId} has another quantity than the purchase`,
    `catalog ProductCustomer: ${bob.customerId}#${mug.productId} has other units than its marks`,
    `catalog Counters, ranking: ${mug.productId} has other units than its rows`,
    'catalog Counters: products has count 4; rows have count 3',
    expect.stringMatching(/^purchases Counters: day-\S+ has [^;]*; rows have [^;]*rejected 1(,|$)/),
    `customer CustomerSearch: ${bob.customerId} has 1 missing or wrong search rows`,
    `customer CustomerSearch, strays: ${bob.customerId} has a search row too many`,
    `catalog ProductSkus: ${mug.productId} holds a SKU that it does not have`,
    `catalog CustomerReplica: ${noCustomer} is unknown to its owner`,
    `customer CountedPurchases: ${noPurchase} is counted, but there is no such purchase`,
    `customer CustomerProduct: ${bob.customerId}#${mug.productId} has other recency than its marks`,
    `customer Counters, ranking: ${bob.customerId} has other board than its rows`,
  ];
  const damaged = await reconcile();
  expect(damaged.code).toBe(1);
  expect(damaged.found.toSorted()).toEqual(expect.arrayContaining([...repairable, ...others]));
  expect(damaged.found).toHaveLength(repairable.length + others.length);

  const repaired = await reconcile('--repair');
  expect(repaired).toEqual({ code: 1, found: [others[0]] });
});

// As after a restore of Catalog's or of Purchases' tables. Only for the embedded runtime.
test('a rejected reservation of a cancelled purchase agrees; one of no purchase is named, and not published', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const { purchaseId } = await buy(customer, product);
  await api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId } });
  expect(await runtime.whenIdle(60_000)).toBe(true);
  const before = (await reconcile()).found;
  const reservation = await rowOf(['catalog', 'Reservations'], (row) => row.purchaseId === purchaseId);
  const rejection = { code: 'unknown-product', detail: 'The product is no longer sold.' };
  await put(['catalog', 'Reservations'], { ...reservation, status: 'rejected', rejection });
  expect((await reconcile()).found).toEqual(before);

  const [reserved, released] = [newId(), newId()];
  const stray = { ...reservation, cause: { correlationId: EXPECTED_FAILURE } };
  await put(['catalog', 'Reservations'], { ...stray, purchaseId: released });
  await put(['catalog', 'Reservations'], { ...stray, purchaseId: reserved, status: 'reserved' });
  expect(await runtime.whenIdle(60_000)).toBe(true);
  const letters = await deadLetters();
  const strays = [
    `catalog Reservations: ${released} is released; there is no such purchase`,
    `catalog Reservations: ${reserved} reserves stock for a purchase that does not exist`,
  ];
  expect((await reconcile('--repair')).found.toSorted()).toEqual([...before, ...strays].toSorted());
  expect(await runtime.whenIdle(60_000)).toBe(true);
  expect(await deadLetters()).toEqual(letters);
});
