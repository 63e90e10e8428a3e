import { expectTypeOf, test } from 'vitest';
import type { ProductView } from '../contracts/catalog/shapes.ts';
import type { CustomerView } from '../contracts/customer/shapes.ts';
import type { PurchaseStatus, PurchaseView } from '../contracts/purchases/shapes.ts';
import type { ApiClient } from './create-client.ts';
import type { ItemOf, ListName, RouteName } from './routes.ts';

// `npm run types` checks these expectations; nothing runs.
declare const api: ApiClient;
const path = { customerId: 'c' };

test('the answer of a route has the type of its contract', () => {
  const getCustomer = () => api('GET /customers/{customerId}', { path });
  expectTypeOf(getCustomer).returns.resolves.toEqualTypeOf<CustomerView>();
  const requestPurchase = () =>
    api('POST /purchases', { body: { customerId: 'c', productId: 'p', quantity: 1 }, idempotencyKey: 'k' });
  expectTypeOf(requestPurchase).returns.resolves.toEqualTypeOf<PurchaseView>();
  const cancel = () => api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId: 'p' } });
  expectTypeOf(cancel).returns.resolves.toEqualTypeOf<PurchaseView>();
  const remove = () => api('DELETE /products/{productId}', { path: { productId: 'p' }, ifVersion: 2 });
  expectTypeOf(remove).returns.resolves.toEqualTypeOf<undefined>();
  expectTypeOf(() => api('GET /statistics/products')).returns.resolves.toHaveProperty('top');
});

test('a list yields its items', () => {
  const purchases = () => api.every('GET /purchases', { query: { status: 'completed' } });
  expectTypeOf(purchases).returns.toEqualTypeOf<AsyncGenerator<PurchaseView, void>>();
  expectTypeOf<ItemOf<'GET /products'>>().toExtend<ProductView>();
  expectTypeOf<'GET /customers/{customerId}'>().not.toExtend<ListName>();
  expectTypeOf<'GET /purchases/{purchaseId}/history'>().not.toExtend<ListName>();
});

test('query parameters are text, or the values that the text represents', () => {
  const written = [
    () => api('GET /products', { query: { limit: 5, inStock: true, ids: ['a', 'b'], minPrice: 100 } }),
    () => api('GET /products', { query: { limit: '5', inStock: 'true', ids: 'a,b', minPrice: '100' } }),
    () => api('GET /purchases', { query: { status: undefined } }),
  ];
  expectTypeOf(written).toBeArray();
  expectTypeOf<PurchaseStatus>().toExtend<NonNullable<Parameters<typeof byStatus>[0]>>();
});
const byStatus = (status?: PurchaseStatus) => api('GET /purchases', { query: { status } });

test('a wrong request does not compile', () => {
  const wrong = [
    // @ts-expect-error no such route
    () => api('GET /orders'),
    // @ts-expect-error the route has no such method
    () => api('DELETE /purchases/{purchaseId}', { path: { purchaseId: 'p' } }),
    // @ts-expect-error the path parameter is missing
    () => api('GET /customers/{customerId}'),
    // @ts-expect-error the path parameter has another name
    () => api('GET /customers/{customerId}', { path: { id: 'c' } }),
    // @ts-expect-error an unknown parameter in the query
    () => api('GET /customers', { query: { colour: 'blue' } }),
    // @ts-expect-error the route has no query
    () => api('GET /customers/{customerId}', { path, query: { limit: 1 } }),
    // @ts-expect-error no such status
    () => api('GET /purchases', { query: { status: 'lost' } }),
    // @ts-expect-error the body is missing
    () => api('POST /customers'),
    // @ts-expect-error a field of the body is missing
    () => api('POST /customers', { body: { name: 'Ada', birthDate: '1990-06-15' } }),
    // @ts-expect-error a field of the body has the wrong type
    () => api('PATCH /customers/{customerId}', { path, body: { name: 5 } }),
    // @ts-expect-error an unknown field in the body
    () => api('PATCH /customers/{customerId}', { path, body: { colour: 'blue' } }),
    // @ts-expect-error the route has no body
    () => api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId: 'p' }, body: {} }),
    // @ts-expect-error the route takes no key
    () => api('PATCH /customers/{customerId}', { path, body: {}, idempotencyKey: 'k' }),
    // @ts-expect-error the route takes no version
    () => api('GET /customers/{customerId}', { path, ifVersion: 1 }),
    // @ts-expect-error the route is not a list
    () => api.every('GET /customers/{customerId}', { path }),
    // @ts-expect-error the iterator sets the cursor
    () => api.every('GET /customers', { query: { cursor: 'c' } }),
  ];
  expectTypeOf(wrong).toBeArray();
});

test('the routes of all services are included', () => {
  expectTypeOf<
    | 'POST /customers'
    | 'GET /openapi.json'
    | 'GET /products/{productId}/customers'
    | 'GET /statistics/purchases'
  >().toExtend<RouteName>();
});
