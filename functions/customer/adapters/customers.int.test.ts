import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isFormer } from '../../../shared/search/former-rows.ts';
import { idAt, rowsOf } from '../../../shared/search/search-row.ts';
import { aCause, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import {
  addCustomer,
  type Customer,
  type RemovedCustomer,
  removeCustomer,
  updateCustomer,
} from '../domain/customer.ts';
import { searchableCustomers } from '../domain/customer-search.ts';
import { aNewCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { customers } = await import('./tables.ts');
const { handler: index } = await import('../handlers/index-customers.ts');
afterAll(() => database.close());

let ada: Customer;
beforeEach(async () => {
  ada = addCustomer(newId(), aNewCustomer(), NOW);
  await customers.add(ada, { cause: aCause });
});

/** Changes or removes {@link ada}. */
const changed = (decide: (customer: Customer) => Customer | RemovedCustomer) =>
  customers.change(ada.customerId, decide, { cause: aCause });

/** The customer's rows in these lists. */
async function rowsAmong(terms: readonly string[]): Promise<unknown[]> {
  const answers = await Promise.all(
    [...new Set(terms)].map((term) =>
      database.client.send(
        new QueryCommand({
          TableName: database.table('CUSTOMER_SEARCH_TABLE'),
          KeyConditionExpression: 'term = :term',
          ExpressionAttributeValues: { ':term': term },
        }),
      ),
    ),
  );
  return answers
    .flatMap(({ Items = [] }) => Items)
    .filter(({ position }) => idAt(position) === ada.customerId);
}

const termsOf = (customer: Customer) => rowsOf(searchableCustomers, customer).map(({ term }) => term);

const inAnyOrder = (rows: readonly unknown[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row as object).toSorted())).toSorted();

describe('a customer in its table', () => {
  test('is found by id, as it was written', async () => {
    expect(await customers.get(ada.customerId)).toEqual(ada);
    expect(await customers.find(newId())).toBeUndefined();
    await expect(customers.get(newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('loses no change among concurrent ones', async () => {
    const patches = [{ name: 'Countess' }, { email: 'countess@example.com' }, { country: 'France' }];
    await Promise.all(patches.map((patch) => changed((customer) => updateCustomer(customer, patch, LATER))));
    expect(await customers.get(ada.customerId)).toMatchObject({
      ...Object.assign({}, ...patches),
      version: 4,
    });
  });

  test('is not written if another write of the transaction fails', async () => {
    const never = {
      guard: 'never',
      write: {
        ConditionCheck: {
          TableName: database.table('CUSTOMERS_TABLE'),
          Key: { customerId: ada.customerId },
          ConditionExpression: 'version = :none',
          ExpressionAttributeValues: { ':none': 99 },
        },
      },
    };
    const unknown = addCustomer(newId(), aNewCustomer(), NOW);
    await expect(customers.add(unknown, { cause: aCause, remember: () => [never] })).rejects.toMatchObject({
      guards: ['never'],
    });
    expect(await customers.find(unknown.customerId)).toBeUndefined();
  });

  test('cannot be added twice', async () => {
    await expect(customers.add(ada, { cause: aCause })).rejects.toMatchObject({ guards: ['version'] });
  });
});

describe('a removed customer', () => {
  beforeEach(() => changed((customer) => removeCustomer(customer, LATER)));

  test('is not found, by itself or among others', async () => {
    const eve = addCustomer(newId(), aNewCustomer({ name: 'Eve' }), NOW);
    await customers.add(eve, { cause: aCause });
    expect(await customers.find(ada.customerId)).toBeUndefined();
    const ids = [eve.customerId, ada.customerId, newId(), eve.customerId];
    expect((await customers.getAll(ids)).map(({ customerId }) => customerId)).toEqual([eve.customerId]);
  });

  test('cannot be restored by adding or changing it', async () => {
    await expect(customers.add(ada, { cause: aCause })).rejects.toMatchObject({ guards: ['version'] });
    const late = changed((customer) => updateCustomer(customer, { name: 'Late' }, LATER));
    await expect(late).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leaves the search lists, some at once and the others a moment later', async () => {
    const atOnce = rowsOf(searchableCustomers, ada, 'at once').map(({ term }) => term);
    expect(await rowsAmong(atOnce)).toEqual([]);
    await database.feed('CUSTOMERS_TABLE', index);
    expect(await rowsAmong(termsOf(ada))).toEqual([]);
  });
});

test('a removed customer leaves all places where they were, whenever the index follows', async () => {
  const everything = async () => {
    const scan = new ScanCommand({ TableName: database.table('CUSTOMER_SEARCH_TABLE') });
    const { Items = [] } = await database.client.send(scan);
    return Items.filter(({ position }) => idAt(position) === ada.customerId);
  };
  const follow = () => database.feed('CUSTOMERS_TABLE', index);
  await changed((customer) => updateCustomer(customer, { name: 'Ada King' }, LATER));
  await follow();
  await changed((customer) => updateCustomer(customer, { birthDate: '1915-12-10' }, LATER));
  await follow();
  await changed((customer) => updateCustomer(customer, { birthDate: null }, LATER));
  await follow();
  await changed((customer) => updateCustomer(customer, { name: 'Countess' }, LATER));
  expect((await everything()).filter(isFormer).length).toBeGreaterThan(5);
  await changed((customer) => removeCustomer(customer, LATER));
  await follow();
  expect(await everything()).toEqual([]);
});

test('a change moves the search rows, some in the same transaction and the others a moment later', async () => {
  const patch = { name: 'Grace Hopper', email: 'grace@example.com', country: null };
  const renamed = updateCustomer(ada, patch, LATER);
  await changed(() => renamed);
  const terms = [...termsOf(ada), ...termsOf(renamed)];
  await database.feed('CUSTOMERS_TABLE', index);
  const rows = await rowsAmong(terms);
  const present = rows.filter((row) => !isFormer(row as object));
  expect(inAnyOrder(present)).toEqual(inAnyOrder(rowsOf(searchableCustomers, renamed)));
  // Lists that she is still in, or that queries merge with those.
  const former = rows.filter((row) => isFormer(row as object));
  expect(former).toEqual(
    expect.arrayContaining(
      [/^all#/, 'name:lov', 'born:199', 'country:united kingdom:199'].map((term) =>
        expect.objectContaining({ term: expect.stringMatching(term), movedAt: LATER }),
      ),
    ),
  );
  expect(former).not.toContainEqual(
    expect.objectContaining({ term: expect.stringMatching(/^email|kingdom#/) }),
  );
  await changed((customer) => updateCustomer(customer, { email: 'hopper@example.com' }, LATER));
  const atOnce = rowsOf(searchableCustomers, await customers.get(ada.customerId), 'at once');
  const now = await rowsAmong([...terms, 'email:hopper@example.com']);
  expect(inAnyOrder(now)).toEqual(expect.arrayContaining(inAnyOrder(atOnce)));
  expect(now).not.toContainEqual(expect.objectContaining({ term: 'email:grace@example.com' }));
});

test('customers are returned in the order of the given ids', async () => {
  const others = ['b', 'a', 'c'].map((name) => addCustomer(newId(), aNewCustomer({ name }), NOW));
  for (const other of others) await customers.add(other, { cause: aCause });
  const ids = [others[2], others[0], others[1]].map((other) => other?.customerId ?? '');
  expect((await customers.getAll(ids)).map(({ customerId }) => customerId)).toEqual(ids);
});
