import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { startServer } from './testing/start-server.ts';

test('a request is sent with its method, path, query and body', async () => {
  const { baseUrl, received } = await startServer([200, { customerId: 'c' }], [200, {}], [204]);
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

test('the replacement character U+FFFD is sent as an escape', async () => {
  const { baseUrl, received } = await startServer([201, {}]);
  const body = { name: 'A\uFFFDa', price: { amount: 1, currency: 'EUR' }, stock: 1 };
  await createClient({ baseUrl })('POST /products', { body });
  expect(received[0]?.body).toContain('"A\\ufffda"');
});

test('a base URL may end in /api or a slash, or be a function', async () => {
  const { baseUrl, received } = await startServer([200, {}], [200, {}], [200, {}], [200, {}]);
  for (const base of [baseUrl, `${baseUrl}/`, `${baseUrl}/api/`, async () => `${baseUrl}/api`]) {
    await createClient({ baseUrl: base })('GET /statistics/customers');
  }
  expect(new Set(received.map(({ request }) => request))).toEqual(new Set(['GET /api/statistics/customers']));
});

test('a change has an idempotency key or a version, and each call its own correlation id', async () => {
  const { baseUrl, received } = await startServer([202, {}], [202, {}], [204]);
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

test('aborting the signal of a request cancels it, and the call rejects with the reason', async () => {
  const cancelled = new AbortController();
  const cancelledInFlight = (_: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      cancelled.abort(new Error('no longer needed'));
    });
  const api = createClient({ baseUrl: '', fetch: cancelledInFlight, attempts: 1, timeoutMs: 5_000 });
  const call = api('GET /customers', { signal: cancelled.signal });
  await expect(call).rejects.toThrow('no longer needed');
});
