import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { answering } from './testing/answering.ts';

test('a request has its method, path, query and body', async () => {
  const { baseUrl, received } = await answering([200, { customerId: 'c' }], [200, {}], [204]);
  const api = createClient({ baseUrl });
  const path = { customerId: 'a/b?' };
  expect(await api('PATCH /customers/{customerId}', { path, body: { name: 'Zoë' } })).toEqual({
    customerId: 'c',
  });
  const query = { name: 'zoë & co', ids: ['a', 'b'], limit: 5, country: undefined };
  await api('GET /customers', { query });
  expect(await api('DELETE /customers/{customerId}', { path: { customerId: 'c' } })).toBeUndefined();
  expect(received.map(({ request, body }) => [request, body])).toEqual([
    ['PATCH /api/customers/a%2Fb%3F', '{"name":"Zoë"}'],
    ['GET /api/customers?name=zo%C3%AB+%26+co&ids=a%2Cb&limit=5', ''],
    ['DELETE /api/customers/c', ''],
  ]);
  expect(received.map(({ headers }) => headers['content-type'])).toEqual([
    'application/json',
    undefined,
    undefined,
  ]);
});

test('a character that is none, but the sign for one, is sent as an escape', async () => {
  const { baseUrl, received } = await answering([201, {}]);
  const body = { name: 'A\uFFFDa', price: { amount: 1, currency: 'EUR' }, stock: 1 };
  await createClient({ baseUrl })('POST /products', { body });
  expect(received[0]?.body).toContain('"A\\ufffda"');
});

test('a base URL may end in /api or a slash, or be known later', async () => {
  const { baseUrl, received } = await answering([200, {}], [200, {}], [200, {}], [200, {}]);
  for (const base of [baseUrl, `${baseUrl}/`, `${baseUrl}/api/`, async () => `${baseUrl}/api`]) {
    await createClient({ baseUrl: base })('GET /statistics/customers');
  }
  expect(new Set(received.map(({ request }) => request))).toEqual(new Set(['GET /api/statistics/customers']));
});

test('a change has its key or its version, and each call a correlation id of its own', async () => {
  const { baseUrl, received } = await answering([202, {}], [202, {}], [204]);
  const api = createClient({ baseUrl, headers: () => ({ authorization: 'Bearer t' }) });
  const body = { customerId: 'c', productId: 'p', quantity: 1 };
  await api('POST /purchases', { body, idempotencyKey: 'k-1' });
  await api('POST /purchases', { body });
  await api('DELETE /products/{productId}', { path: { productId: 'p' }, ifVersion: 3 });
  const [given, made, removal] = received.map(({ headers }) => headers);
  expect(given?.['idempotency-key']).toBe('k-1');
  expect(made?.['idempotency-key']).toMatch(/^[\w-]{36}$/);
  expect(removal).toMatchObject({ 'if-match': '"3"', authorization: 'Bearer t' });
  expect(removal).not.toHaveProperty('idempotency-key');
  expect(new Set(received.map(({ headers }) => headers['x-correlation-id'])).size).toBe(3);
});

test('a request is cancelled by its signal, and fails with its reason', async () => {
  const cancelled = new AbortController();
  const cancelledUnderWay = (_: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      cancelled.abort(new Error('nobody waits any more'));
    });
  const api = createClient({ baseUrl: '', fetch: cancelledUnderWay, attempts: 1, timeoutMs: 5_000 });
  const call = api('GET /customers', { signal: cancelled.signal });
  await expect(call).rejects.toThrow('nobody waits any more');
});
