import * as z from 'zod';
import { eachConcurrently } from '../api/each-concurrently.ts';
import type { HttpClient } from '../api/http-client.ts';
import { pairOf } from './verify-expected.ts';

const REQUESTS_AT_ONCE = 16;

const customerSchema = z.object({ customerId: z.string(), email: z.string() });
const productSchema = z.object({ productId: z.string(), sku: z.string().optional(), stock: z.number() });
const boughtSchema = z.object({ productId: z.string(), units: z.number() });
const buyerSchema = z.object({ customerId: z.string(), units: z.number() });
const purchaseSchema = z.object({ customerId: z.string(), productId: z.string(), quantity: z.number() });

type Units = Map<string, number>;

/** What the system holds of a file's customers and products: units by pair, as each service tells them. */
export interface Actual {
  readonly byCustomer: Units;
  readonly byProduct: Units;
  readonly byPurchases: Units;
  /** Pieces in stock and pieces sold, by stock code; sold to anybody. */
  readonly stock: Units;
  readonly sold: Units;
}

/**
 * Reads every list that tells who bought what.
 * @param emails the file's customer ids by e-mail; others' purchases count as sold only.
 * @param codes the file's stock codes.
 */
export async function readActual(
  http: HttpClient,
  emails: ReadonlyMap<string, string>,
  codes: { has(code: string): boolean },
): Promise<Actual> {
  const customers = new Map<string, string>();
  for await (const item of http.everyItem('/customers')) {
    const { customerId, email } = customerSchema.parse(item);
    const id = emails.get(email);
    if (id !== undefined) customers.set(customerId, id);
  }
  const products = new Map<string, string>();
  const stock: Units = new Map();
  for await (const item of http.everyItem('/products')) {
    const { productId, sku = '', ...product } = productSchema.parse(item);
    if (!codes.has(sku)) continue;
    products.set(productId, sku);
    add(stock, sku, product.stock);
  }
  const tally = (units: Units, customerId: string, productId: string, quantity: number): void => {
    const [customer, code] = [customers.get(customerId), products.get(productId)];
    if (customer !== undefined && code !== undefined) add(units, pairOf(customer, code), quantity);
  };
  const actual = {
    byCustomer: new Map(),
    byProduct: new Map(),
    byPurchases: new Map(),
    stock,
    sold: new Map(),
  };
  await eachConcurrently(customers.keys(), { limit: REQUESTS_AT_ONCE }, async (customerId) => {
    for await (const item of http.everyItem(`/customers/${customerId}/products`)) {
      const { productId, units } = boughtSchema.parse(item);
      tally(actual.byCustomer, customerId, productId, units);
    }
  });
  await eachConcurrently(products.keys(), { limit: REQUESTS_AT_ONCE }, async (productId) => {
    for await (const item of http.everyItem(`/products/${productId}/customers`)) {
      const { customerId, units } = buyerSchema.parse(item);
      tally(actual.byProduct, customerId, productId, units);
    }
  });
  for await (const item of http.everyItem('/purchases?status=completed')) {
    const { customerId, productId, quantity } = purchaseSchema.parse(item);
    tally(actual.byPurchases, customerId, productId, quantity);
    const code = products.get(productId);
    if (code !== undefined) add(actual.sold, code, quantity);
  }
  return actual;
}

const add = (units: Units, key: string, quantity: number): void => {
  units.set(key, (units.get(key) ?? 0) + quantity);
};
