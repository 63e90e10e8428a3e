import type { ApiClient } from '../../client/create-client.ts';
import { sameId } from '../../sales-files/identities.ts';
import { pairOf } from '../../sales-import/plan-entities.ts';
import { eachConcurrently } from '../../sales-import/shop/each-concurrently.ts';
import { keptUnitsOf } from '../../shared/values/kept-units.ts';
import type { Expected, Sale } from './verify-expected.ts';

const REQUESTS_AT_ONCE = 16;

type Units = Map<string, number>;

/** What the system has of a file's customers and products: units by customer and product, according to each service. */
export interface Actual {
  readonly byCustomer: Units;
  readonly byProduct: Units;
  readonly byPurchases: Units;
  /** The completed purchases. */
  readonly sales: ReadonlyMap<string, readonly Sale[]>;
  /** Units in stock and units sold to anyone, by `sameId` of their SKU. */
  readonly stock: Units;
  readonly sold: Units;
}

/**
 * Reads every list that shows who bought what.
 * @param expected purchases of other customers than its own count only as sold.
 */
export async function readActual(api: ApiClient, expected: Expected): Promise<Actual> {
  const emails = new Map([...expected.emails].map(([id, email]) => [email.toLowerCase(), id]));
  const customers = new Map<string, string>();
  for await (const { customerId, email } of api.every('GET /customers')) {
    const id = emails.get(email.toLowerCase());
    if (id !== undefined) customers.set(customerId, id);
  }
  const products = new Map<string, string>();
  const stock: Units = new Map();
  for await (const { productId, sku = '', ...product } of api.every('GET /products')) {
    const code = sameId(sku);
    if (!expected.products.has(code)) continue;
    products.set(productId, code);
    add(stock, code, product.stock);
  }
  const tally = (units: Units, customerId: string, productId: string, quantity: number): void => {
    const [customer, code] = [customers.get(customerId), products.get(productId)];
    if (customer !== undefined && code !== undefined) {
      add(units, pairOf({ customer: { id: customer }, sku: code }), quantity);
    }
  };
  const sales = new Map<string, Sale[]>();
  const actual = {
    sales,
    byCustomer: new Map(),
    byProduct: new Map(),
    byPurchases: new Map(),
    stock,
    sold: new Map(),
  };
  await eachConcurrently(customers.keys(), { limit: REQUESTS_AT_ONCE }, async (customerId) => {
    const bought = api.every('GET /customers/{customerId}/products', { path: { customerId } });
    for await (const { productId, units } of bought) {
      tally(actual.byCustomer, customerId, productId, units);
    }
  });
  await eachConcurrently(products.keys(), { limit: REQUESTS_AT_ONCE }, async (productId) => {
    const buyers = api.every('GET /products/{productId}/customers', { path: { productId } });
    for await (const { customerId, units } of buyers) {
      tally(actual.byProduct, customerId, productId, units);
    }
  });
  const completed = api.every('GET /purchases', { query: { status: 'completed' } });
  for await (const purchase of completed) {
    const { customerId, productId, unitPrice, purchasedAt } = purchase;
    const quantity = keptUnitsOf(purchase);
    tally(actual.byPurchases, customerId, productId, quantity);
    const [customer, code] = [customers.get(customerId), products.get(productId)];
    if (code === undefined) continue;
    add(actual.sold, code, quantity);
    if (customer === undefined) continue;
    const pair = pairOf({ customer: { id: customer }, sku: code });
    sales.set(pair, [...(sales.get(pair) ?? []), { quantity, unitPrice, day: purchasedAt.slice(0, 10) }]);
  }
  return actual;
}

const add = (units: Units, key: string, quantity: number): void => {
  units.set(key, (units.get(key) ?? 0) + quantity);
};
