import { on } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProductView } from '../contracts/catalog/shapes.ts';
import type { CustomerView } from '../contracts/customer/shapes.ts';
import { rebuildables } from '../scripts/rebuild/rebuild.ts';
import { Damage, derivedTables } from '../scripts/rebuild/testing/damage.ts';
import { findTables } from '../scripts/running/find-tables.ts';
import { isRecord } from '../shared/search/former-places.ts';
import { isFormer } from '../shared/search/former-rows.ts';
import { api, type Json } from './support/api.ts';
import { forgetLosing, startLosing } from './support/losing-system.ts';
import { runCommand, startCommand } from './support/run-command.ts';
import {
  addCustomer,
  addProduct,
  buy,
  buyersOf,
  outcomeOf,
  productsOf,
  requestPurchase,
} from './support/shop.ts';
import { allRows } from './support/tables.ts';

const runtime = await startLosing('rebuild');
afterAll(forgetLosing);

const dynamodb = new DynamoDBClient({
  endpoint: runtime.awsEndpoint,
  region: 'us-east-1',
  credentials: runtime.awsCredentials,
});
const client = DynamoDBDocumentClient.from(dynamodb);
const nameOf = await findTables(dynamodb, 'Multidomain-');
const damage = new Damage(client, nameOf);

const rebuild = (...args: string[]) => runCommand('rebuild', runtime.url, '--rate', '10000', ...args);
const agree = async () =>
  expect(await runCommand('reconcile', runtime.url)).toMatchObject({ code: 0, stdout: 'All agree.\n' });
const idle = async () => expect(await runtime.whenIdle(60_000)).toBe(true);

/**
 * All rows, without what may differ between two right ones: revisions, sums of zero, the version of a product's copy, which is
 * not known if only the stock changed since, and where something was before it moved.
 */
async function state(): Promise<Record<string, string[]>> {
  const all = await allRows(runtime, 'revision');
  return Object.fromEntries(
    Object.entries(all).map(([table, rows]) => [
      table,
      rows
        .map((row) => comparable(table, row))
        .filter((row) => row !== '')
        .toSorted(),
    ]),
  );
}
const comparable = (table: string, text: string): string => {
  const row: Json = JSON.parse(text);
  if (isFormer(row) || isRecord(row)) return '';
  if (table.includes('ProductReplica')) return JSON.stringify([row.id, row.name, row.price, row.removed]);
  if (!('counter' in row)) return text;
  const numbers = Object.entries(row).filter(([, value]) => typeof value === 'number' && value !== 0);
  return numbers.length === 0 ? '' : JSON.stringify([row.counter, row.board, numbers]);
};

let customers: CustomerView[];
let products: ProductView[];

beforeAll(async () => {
  customers = await Promise.all(Array.from({ length: 4 }, () => addCustomer({ country: 'Peru' })));
  products = await Promise.all(Array.from({ length: 3 }, () => addProduct({ stock: 10_000 })));
  for (const customer of customers) {
    for (const product of products) await buy(customer, product, 2);
  }
  const [customer, product] = [customers[0] as CustomerView, products[0] as ProductView];
  await buy(customer, product, 3);
  await buy(customer, await addProduct({ stock: 1 }), 5);
  const { purchaseId } = await buy(customer, product, 4);
  await api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId } });
  const gone = await addCustomer();
  await api('DELETE /customers/{customerId}', { path: { customerId: gone.customerId } });
  await api('PATCH /customers/{customerId}', {
    path: { customerId: customer.customerId },
    body: { name: 'Zoe Ann' },
  });
  await idle();
});

// Only for the embedded runtime: the tests damage tables.
describe('rebuild', () => {
  test('changes nothing that is right', async () => {
    const lasting = async () =>
      Object.entries(await allRows(runtime)).map(([table, rows]) => [
        table,
        rows.filter((row) => !isFormer(JSON.parse(row))),
      ]);
    const before = await lasting();
    const { stdout, code } = await rebuild('all');
    expect(code).toBe(0);
    for (const { name } of rebuildables) expect(stdout).toContain(`${name}: nothing was wrong.`);
    expect(await lasting()).toEqual(before);
  });

  test('corrects rows that were deleted, altered and added', async () => {
    const before = await state();
    await damage.some((count) => Math.floor(Math.random() * count));
    expect(await state()).not.toEqual(before);
    expect(await rebuild('all')).toMatchObject({ code: 0, stderr: '' });
    expect(await state()).toEqual(before);
    await agree();
    expect((await rebuild('--json', 'all')).stdout).not.toMatch(/"changed":[1-9]/);
  });

  test.each(derivedTables)('fills the table %j again', async (table) => {
    const before = await state();
    await damage.empty(table);
    expect(await rebuild('all')).toMatchObject({ code: 0, stderr: '' });
    expect(await state()).toEqual(before);
  });

  test('fills all tables again', async () => {
    const before = await state();
    await damage.empty(...derivedTables.map(([table]) => table));
    expect(await rebuild('all')).toMatchObject({ code: 0, stderr: '' });
    expect(await state()).toEqual(before);
    await agree();
  });

  test('counts each change once that happens meanwhile, and hides nothing from readers', async () => {
    const [reader, product] = [customers[1] as CustomerView, products[1] as ProductView];
    await damage.empty(
      ['customer', 'CountedPurchases'],
      ['customer', 'Counters'],
      ['catalog', 'Counters'],
      ['purchases', 'Counters'],
      ['catalog', 'CustomerReplica'],
    );
    const seen = async () => {
      const bought = await productsOf(reader);
      const { items } = await api('GET /customers', { query: { country: 'Peru', limit: 100 } });
      const units = bought.reduce((sum, each) => sum + each.units, 0);
      return {
        products: bought.length,
        units,
        customers: items.length,
        buyers: (await buyersOf(product)).length,
      };
    };
    let isRunning = true;
    const buying = async () => {
      while (isRunning) {
        const { purchaseId } = await requestPurchase(await addCustomer({ country: 'Peru' }), product);
        await requestPurchase(reader, product);
        await outcomeOf({ purchaseId });
        await api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId } });
      }
    };
    // Some buyers cancel, so only what the reader bought always grows.
    const reading = async () => {
      for (let least = await seen(); isRunning; ) {
        const now = await seen();
        expect(now.products).toBeGreaterThanOrEqual(least.products);
        expect(now.units).toBeGreaterThanOrEqual(least.units);
        expect(now.customers).toBeGreaterThanOrEqual(least.customers);
        expect(now.buyers).toBeGreaterThanOrEqual(customers.length);
        least = now;
      }
    };
    const busy = Promise.all([buying(), buying(), reading()]);
    for (let n = 0; n < 3; n += 1) expect(await rebuild('all')).toMatchObject({ code: 0, stderr: '' });
    isRunning = false;
    await busy;
    await idle();
    await agree();
    expect((await rebuild('--json', 'all')).stdout).not.toMatch(/"changed":[1-9]/);
  });

  test('continues where it was stopped', async () => {
    const stopped = startCommand('rebuild', runtime.url, '--rate', '2', 'customer-search');
    let output = '';
    for await (const [text] of on(stopped.child.stdout, 'data')) {
      output += text;
      if (/ [1-9]\d*\/\d+ /.test(output)) break;
    }
    stopped.child.kill('SIGINT');
    expect(await stopped.ended).toBe(130);
    const { stderr, code } = await rebuild('customer-search');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^customer-search, owners: continuing after \d+ rows of the run of .*\.$/m);
    expect((await rebuild('customer-search')).stderr).toBe('');
  });

  test('says what can be rebuilt', async () => {
    const help = await rebuild('--help');
    const wrong = await rebuild('everything');
    for (const { name } of rebuildables) {
      expect(help.stdout).toContain(`  ${name} `);
      expect(wrong.stderr).toContain(`  ${name} `);
    }
    expect(wrong.code).toBe(2);
  });
});
