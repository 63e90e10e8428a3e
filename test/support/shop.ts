import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import type { Buyer, NewProduct, ProductView } from '../../contracts/catalog/shapes.ts';
import type { BoughtProduct, CustomerView, NewCustomer } from '../../contracts/customer/shapes.ts';
import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { api, collected, post } from './api.ts';
import { eventually } from './eventually.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

type Customer = Pick<CustomerView, 'customerId'>;
type Product = Pick<ProductView, 'productId'>;

/** A made-up word that no other test uses. */
export const aWord = (): string => Array.from({ length: 12 }, () => letters[randomInt(26)]).join('');

/** Adds a customer with these fields and defaults for the others. */
export const addCustomer = (fields: Partial<NewCustomer> = {}): Promise<CustomerView> =>
  api('POST /customers', {
    body: { name: `Ada ${aWord()}`, email: 'ada@example.org', birthDate: '1990-06-15', ...fields },
  });

/** Adds a product with these fields and defaults for the others. */
export const addProduct = (fields: Partial<NewProduct> = {}): Promise<ProductView> =>
  api('POST /products', {
    body: { name: `Mug ${aWord()}`, price: { amount: 250, currency: 'EUR' }, stock: 10, ...fields },
  });

/** Requests a purchase, with retries until Purchases knows both ids. */
export function requestPurchase(
  { customerId }: Customer,
  { productId }: Product,
  quantity = 1,
  headers: Record<string, string> = {},
): Promise<PurchaseView> {
  return eventually(async () => {
    const answer = await post('/purchases', { customerId, productId, quantity }, headers);
    expect(answer).toMatchObject({ status: 202 });
    return answer.body;
  });
}

/** Waits until a purchase is no longer pending, and returns it. */
export function outcomeOf({ purchaseId }: Pick<PurchaseView, 'purchaseId'>): Promise<PurchaseView> {
  return eventually(async () => {
    const purchase = await api('GET /purchases/{purchaseId}', { path: { purchaseId } });
    expect(purchase.status).not.toBe('pending');
    return purchase;
  });
}

/** Waits until no purchase of a product is pending, and returns them. */
export function outcomesOf({ productId }: Product): Promise<PurchaseView[]> {
  return eventually(async () => {
    const pending = api.every('GET /purchases', { query: { productId, status: 'pending' } });
    expect(await collected(pending)).toEqual([]);
    return collected(api.every('GET /purchases', { query: { productId } }));
  });
}

/** Buys, and waits for the outcome. */
export const buy = async (customer: Customer, product: Product, quantity = 1): Promise<PurchaseView> =>
  outcomeOf(await requestPurchase(customer, product, quantity));

/** What a customer bought, according to Customer; up to 100 products. */
export const productsOf = async ({ customerId }: Customer): Promise<readonly BoughtProduct[]> =>
  (await api('GET /customers/{customerId}/products', { path: { customerId }, query: { limit: 100 } })).items;

/** Who bought a product, according to Catalog; up to 100 customers. */
export const buyersOf = async ({ productId }: Product): Promise<readonly Buyer[]> =>
  (await api('GET /products/{productId}/customers', { path: { productId }, query: { limit: 100 } })).items;
