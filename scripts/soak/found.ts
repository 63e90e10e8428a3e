import type { ApiClient } from '../../client/create-client.ts';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import type { PurchaseView } from '../../contracts/purchases/shapes.ts';

/** What the system has, by id. */
export interface Found {
  readonly customers: ReadonlyMap<string, CustomerView>;
  readonly products: ReadonlyMap<string, ProductView>;
  readonly purchases: ReadonlyMap<string, PurchaseView>;
}

/** Reads everything through the API. */
export async function findAll(api: ApiClient): Promise<Found> {
  return {
    customers: await byId(api.every('GET /customers', {}), ({ customerId }) => customerId),
    products: await byId(api.every('GET /products', {}), ({ productId }) => productId),
    purchases: await byId(api.every('GET /purchases', {}), ({ purchaseId }) => purchaseId),
  };
}

async function byId<T>(items: AsyncIterable<T>, idOf: (item: T) => string): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  for await (const item of items) found.set(idOf(item), item);
  return found;
}
