import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { everyPage, get, type Json, post } from './api.ts';
import { eventually } from './eventually.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** A made-up word that no other test uses. */
export const aWord = (): string => Array.from({ length: 12 }, () => letters[randomInt(26)]).join('');

/** Adds a customer, valid unless `fields` says otherwise. */
export async function addCustomer(fields: Json = {}): Promise<Json> {
  const body = { name: `Ada ${aWord()}`, email: 'ada@example.org', birthDate: '1990-06-15', ...fields };
  const answer = await post('/customers', body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

/** Adds a product, valid unless `fields` says otherwise. */
export async function addProduct(fields: Json = {}): Promise<Json> {
  const body = { name: `Mug ${aWord()}`, price: { amount: 250, currency: 'EUR' }, stock: 10, ...fields };
  const answer = await post('/products', body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

/** Requests a purchase, as soon as Purchases knows both ids. */
export function requestPurchase(
  { customerId }: Json,
  { productId }: Json,
  quantity = 1,
  headers: Record<string, string> = {},
): Promise<Json> {
  return eventually(async () => {
    const answer = await post('/purchases', { customerId, productId, quantity }, headers);
    expect(answer).toMatchObject({ status: 202 });
    return answer.body;
  });
}

/** The purchase once it is no longer pending. */
export function outcomeOf({ purchaseId }: Json): Promise<Json> {
  return eventually(async () => {
    const { body } = await get(`/purchases/${purchaseId}`);
    expect(body.status).not.toBe('pending');
    return body;
  });
}

/** A product's purchases once none is pending. */
export function outcomesOf({ productId }: Json): Promise<Json[]> {
  return eventually(async () => {
    expect(await everyPage(`/purchases?productId=${productId}&status=pending`)).toEqual([]);
    return everyPage(`/purchases?productId=${productId}&limit=100`);
  });
}

/** Buys, and waits for the outcome. */
export const buy = async (customer: Json, product: Json, quantity = 1): Promise<Json> =>
  outcomeOf(await requestPurchase(customer, product, quantity));

/** Units by the other side's id, as the projections tell. */
export const productsOf = async ({ customerId }: Json): Promise<Json[]> =>
  (await get(`/customers/${customerId}/products?limit=100`)).body.items;

export const buyersOf = async ({ productId }: Json): Promise<Json[]> =>
  (await get(`/products/${productId}/customers?limit=100`)).body.items;
