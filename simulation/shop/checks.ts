import { isDeepStrictEqual } from 'node:util';
import type { ApiClient } from '../../client/create-client.ts';
import { isProblem } from '../../client/errors.ts';
import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { fold, wordsOf } from '../../shared/values/fold.ts';
import { require, Violation } from '../violation.ts';
import type { World } from '../world/world.ts';
import { persist, shopApi } from './api.ts';
import { expectedDays, expectedPairs, expectedSteps, expectedTop, nameIn, soldUnits } from './expected.ts';
import { markOf } from './invent.ts';
import { type CustomerEntry, type Entry, type Ledger, living, type ProductEntry } from './ledger.ts';

/** What must be true of a shop at rest. */
interface Shop {
  readonly world: World;
  readonly ledger: Ledger;
  readonly api: ApiClient;
}

/** Compares everything that the API and the tables say with the ledger. @throws Violation */
export async function checkAtRest(shop: Shop): Promise<void> {
  await checkEntities(shop);
  const purchases = await checkPurchases(shop);
  await checkStock(shop, purchases);
  await checkPairs(shop, purchases);
  await checkStatistics(shop, purchases);
  await checkHistory(shop, purchases);
  await checkSearches(shop);
  checkErasure(shop);
  checkEvents(shop, purchases);
}

/** No purchase waits for an event that was lost. @throws Violation */
export function checkSettled(world: World): void {
  const pending = rowsOf(world, 'Purchases').filter(({ status }) => status === 'pending');
  require(pending.length === 0, 'every purchase is settled', () => JSON.stringify(pending[0]));
}

/** Three that exist and three that were removed. */
const lastOf = <E extends CustomerEntry | ProductEntry>(entries: ReadonlyMap<string, E>): E[] => {
  const all = [...entries.values()];
  return [true, false].flatMap((removed) => all.filter((each) => each.mayBeRemoved === removed).slice(-3));
};

/** Who exists can buy what exists, and nobody else anything. The shop is not at rest after it. @throws Violation */
export async function checkBuyable({ world, ledger }: Shop): Promise<void> {
  const api = shopApi(world, 'editor');
  const product = living(ledger.products)[0];
  const customer = living(ledger.customers)[0];
  const buy = (customerId: string, productId: string) =>
    persist(world, () => api('POST /purchases', { body: { customerId, productId, quantity: 1 } }));
  const refuses = async (customerId: string, productId: string) => {
    try {
      await buy(customerId, productId);
      throw new Violation('nobody buys what is removed', `${customerId} bought ${productId}`);
    } catch (error) {
      if (!isProblem(error, 'unknown-customer', 'unknown-product')) throw error;
    }
  };
  for (const { id, mayBeRemoved } of lastOf(ledger.customers)) {
    if (product === undefined) break;
    await (mayBeRemoved ? refuses(id, product.id) : buy(id, product.id));
  }
  for (const { id, mayBeRemoved } of lastOf(ledger.products)) {
    if (customer === undefined) break;
    await (mayBeRemoved ? refuses(customer.id, id) : buy(customer.id, id));
  }
}

function same(rule: string, id: string, found: unknown, expected: unknown): void {
  require(isDeepStrictEqual(found, expected), rule, () =>
    `${id} has ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

async function checkEntities({ world, ledger, api }: Shop): Promise<void> {
  for (const customer of ledger.customers.values()) {
    const path = { customerId: customer.id };
    await checkEntity(customer, () => api('GET /customers/{customerId}', { path }));
  }
  for (const product of ledger.products.values()) {
    const path = { productId: product.id };
    await checkEntity(product, () => api('GET /products/{productId}', { path }));
  }
  const rule = 'nothing is made twice';
  for (const [table, entries] of [
    ['Customers', ledger.customers],
    ['Products', ledger.products],
    ['Purchases', ledger.purchases],
  ] as const) {
    same(rule, table, rowsOf(world, table).length, entries.size);
  }
}

async function checkEntity(
  entry: Entry<{ readonly version: number }>,
  request: () => Promise<{ readonly version: number }>,
): Promise<void> {
  try {
    const found = await request();
    require(!entry.mayBeRemoved, 'a removed entity stays removed', () => entry.id);
    const { latest } = entry;
    // Reservations change a product as well, so its version may be later.
    require(found.version >= latest.version, 'nothing confirmed is lost', () => entry.id);
    for (const [field, value] of Object.entries(latest)) {
      if (['version', 'stock', 'updatedAt', 'updatedBy', 'age'].includes(field)) continue;
      same('nothing confirmed is lost', `${entry.id} ${field}`, found[field as 'version'], value);
    }
  } catch (error) {
    require(isProblem(error, 'not-found') && entry.mayBeRemoved, 'nothing confirmed is lost', () =>
      `${entry.id}: ${error}`);
  }
}

async function checkPurchases({ ledger, api }: Shop): Promise<PurchaseView[]> {
  const purchases: PurchaseView[] = [];
  for (const { id, latest, isCancelled } of ledger.purchases.values()) {
    const found = await api('GET /purchases/{purchaseId}', { path: { purchaseId: id } });
    purchases.push(found);
    require(found.status !== 'pending', 'every purchase is settled', () => id);
    same('a purchase is cancelled if somebody cancelled it', id, found.status === 'cancelled', isCancelled);
    const { customerId, productId, quantity, unitPrice, total, createdAt } = latest;
    const { status: _, version, updatedAt, rejection, ...fixed } = found;
    const expected = { purchaseId: id, customerId, productId, quantity, unitPrice, total, createdAt };
    same(
      'a purchase stays what was asked for',
      id,
      { ...fixed, requestedBy: undefined },
      {
        ...expected,
        requestedBy: undefined,
      },
    );
    same('a purchase has a version for each status', id, version, found.status === 'cancelled' ? 3 : 2);
    same('a rejected purchase has a reason', id, rejection !== undefined, found.status === 'rejected');
    require(updatedAt >= createdAt, 'time does not go back', () => id);
  }
  const listed: string[] = [];
  for await (const { purchaseId } of api.every('GET /purchases')) listed.push(purchaseId);
  const newestFirst = purchases
    .map(({ purchaseId }) => purchaseId)
    .toSorted()
    .toReversed();
  same('lists are complete', 'GET /purchases', listed, newestFirst);
  return purchases;
}

/** At rest, what was supplied is in stock or was sold. */
async function checkStock({ ledger, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const sold = soldUnits(purchases);
  for (const { id, supplied } of living(ledger.products)) {
    const { stock } = await api('GET /products/{productId}', { path: { productId: id } });
    same('stock is what was supplied less what was sold', id, stock, supplied - (sold.get(id) ?? 0));
  }
}

async function checkPairs({ ledger, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const rule = 'projections agree with the purchases';
  const ofCustomers = expectedPairs(purchases, 'customerId', 'productId');
  for (const { id } of living(ledger.customers)) {
    const found: unknown[] = [];
    const path = { customerId: id };
    for await (const item of api.every('GET /customers/{customerId}/products', { path })) found.push(item);
    const expected = (ofCustomers.get(id) ?? []).map(([productId, counts]) =>
      withName({ productId, ...counts }, nameIn(ledger.products, productId)),
    );
    same(rule, id, found, expected);
  }
  const ofProducts = expectedPairs(purchases, 'productId', 'customerId');
  for (const { id } of living(ledger.products)) {
    const found: unknown[] = [];
    const path = { productId: id };
    for await (const item of api.every('GET /products/{productId}/customers', { path })) found.push(item);
    const expected = (ofProducts.get(id) ?? []).map(([customerId, counts]) =>
      withName({ customerId, ...counts }, nameIn(ledger.customers, customerId)),
    );
    same(rule, id, found, expected);
  }
}

const withName = <T extends object>(fields: T, name: string | undefined) =>
  name === undefined ? fields : { ...fields, name };

async function checkStatistics({ ledger, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const rule = 'statistics agree with the purchases';
  const customers = await api('GET /statistics/customers');
  same(rule, 'customers', customers.count, living(ledger.customers).length);
  const buyers = expectedTop(purchases, 'customerId').map(([customerId, { units, purchases: count }]) =>
    withName({ customerId, units, purchases: count }, nameIn(ledger.customers, customerId)),
  );
  same(rule, 'top customers', customers.top, buyers);
  const products = await api('GET /statistics/products');
  same(rule, 'products', products.count, living(ledger.products).length);
  const sellers = expectedTop(purchases, 'productId').map(([productId, { units, purchases: count }]) =>
    withName({ productId, units, purchases: count }, nameIn(ledger.products, productId)),
  );
  const top = products.top.map(({ stock: _, ...ranked }) => ranked);
  same(rule, 'top products', top, sellers);
  for (const [day, counts] of expectedDays(purchases)) {
    same(rule, day, await api('GET /statistics/purchases', { query: { day } }), { day, ...counts });
  }
}

async function checkHistory({ api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const rule = 'the history has each event once';
  for (const purchase of purchases) {
    const { purchaseId } = purchase;
    const { items } = await api('GET /purchases/{purchaseId}/history', { path: { purchaseId } });
    const names = items.map(({ event }) => event).toSorted();
    same(rule, purchaseId, names, expectedSteps(purchase).toSorted());
    const ids = new Set(items.map(({ correlationId }) => correlationId));
    const expected = purchase.status === 'cancelled' ? 2 : 1;
    require(ids.size <= expected, 'a request and what it causes have one correlation id', () => purchaseId);
  }
}

async function checkSearches({ ledger, api }: Shop): Promise<void> {
  const rule = 'searches find what there is';
  const customers = living(ledger.customers).map(({ latest }) => latest);
  const products = living(ledger.products).map(({ latest }) => latest);
  const byName = <T extends { readonly name: string }>(items: readonly T[], id: (item: T) => string) => {
    const position = (item: T) => Buffer.from(`${fold(item.name)}\u0000${id(item)}`);
    return items.toSorted((one, other) => Buffer.compare(position(one), position(other))).map(id);
  };
  const customersBy = async (
    query: Readonly<Record<string, string>>,
    matches: (c: (typeof customers)[0]) => boolean,
  ) => {
    const found: string[] = [];
    for await (const { customerId } of api.every('GET /customers', { query })) found.push(customerId);
    const expected = byName(customers.filter(matches), ({ customerId }) => customerId);
    same(rule, `customers ${JSON.stringify(query)}`, found, expected);
  };
  const productsBy = async (
    query: Readonly<Record<string, unknown>>,
    matches: (p: (typeof products)[0]) => boolean,
  ) => {
    const found: string[] = [];
    for await (const { productId } of api.every('GET /products', { query })) found.push(productId);
    const expected = byName(products.filter(matches), ({ productId }) => productId);
    same(rule, `products ${JSON.stringify(query)}`, found, expected);
  };
  const has = (name: string, prefix: string) => wordsOf(name).some((word) => word.startsWith(prefix));
  await customersBy({}, () => true);
  await productsBy({}, () => true);
  for (const { name, email } of customers.slice(0, 5)) {
    const word = wordsOf(name)[0] ?? '';
    await customersBy({ name: word }, (customer) => has(customer.name, word));
    await customersBy({ email }, (customer) => customer.email === email);
  }
  for (const country of ['Chile', 'Japan']) {
    await customersBy({ country }, (customer) => customer.country === country);
  }
  for (const { name, sku } of products.slice(0, 5)) {
    const word = wordsOf(name)[0] ?? '';
    await productsBy({ name: word }, (product) => has(product.name, word));
    if (sku !== undefined) await productsBy({ sku }, (product) => product.sku === sku);
  }
  await productsBy({ category: 'food' }, ({ category }) => category === 'Food');
  await productsBy(
    { currency: 'EUR', minPrice: 100, maxPrice: 2000 },
    ({ price: { amount, currency } }) => currency === 'EUR' && amount >= 100 && amount <= 2000,
  );
  const stocks = new Map<string, number>();
  for (const { productId } of products) {
    stocks.set(productId, (await api('GET /products/{productId}', { path: { productId } })).stock);
  }
  await productsBy({ inStock: true }, ({ productId }) => (stocks.get(productId) ?? 0) > 0);
  await productsBy({ inStock: false }, ({ productId }) => stocks.get(productId) === 0);
}

/** No table, and no queue, has a personal value of a customer who was removed. */
function checkErasure({ world, ledger }: Shop): void {
  const removed = [...ledger.customers.values()].filter(({ isRemoved }) => isRemoved);
  if (removed.length === 0) return;
  for (const { name } of world.model.tables) {
    const text = JSON.stringify(world.store.items(name)).toLowerCase();
    for (const { id, number } of removed) {
      require(!text.includes(markOf(number)), 'a removed customer leaves no personal data', () =>
        `${name}: ${id}`);
    }
  }
}

/** Every change was published at least once, unless its record expired. */
function checkEvents({ world, ledger }: Shop, purchases: readonly PurchaseView[]): void {
  if (world.lostRecords > 0) return;
  const published = (name: string, id: string, version: number) =>
    require(world.bus.has(name, id, version), 'every event is published', () => `${name} ${id} ${version}`);
  for (const { id, isRemoved, versions } of ledger.customers.values()) {
    for (const version of versions.keys()) {
      published(version === 1 ? 'CustomerAdded' : 'CustomerUpdated', id, version);
    }
    if (isRemoved) published('CustomerRemoved', id, removedVersion(world, 'Customers', 'customerId', id));
  }
  for (const { id, isRemoved } of ledger.products.values()) {
    published('ProductAdded', id, 1);
    if (isRemoved) published('ProductRemoved', id, removedVersion(world, 'Products', 'productId', id));
  }
  for (const { purchaseId, status } of purchases) {
    published('PurchaseRequested', purchaseId, 1);
    published(status === 'rejected' ? 'StockRejected' : 'StockReserved', purchaseId, 1);
    published(status === 'rejected' ? 'PurchaseRejected' : 'PurchaseCompleted', purchaseId, 2);
    if (status === 'cancelled') published('PurchaseCancelled', purchaseId, 3);
  }
}

const removedVersion = (world: World, table: string, key: string, id: string): number =>
  Number(rowsOf(world, table).find((row) => row[key] === id)?.['version']);

/** The rows of an owner's table. */
function rowsOf(world: World, id: string): readonly Readonly<Record<string, unknown>>[] {
  const table = world.model.tables.find(({ name }) => new RegExp(`-${id}[0-9A-F]{8}$`).test(name));
  if (table === undefined) throw new Error(`There is no table ${id}`);
  return world.store.items(table.name);
}
