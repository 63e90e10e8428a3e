import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { problem, startServer } from './testing/start-server.ts';

const customer = (customerId: string) => ({ customerId });

test('pages of a list are read as needed', async () => {
  const { baseUrl, received } = await startServer(
    [200, { items: [customer('a'), customer('b')], nextCursor: 'n&' }],
    [200, { items: [], nextCursor: 'o' }],
    [200, { items: [customer('c')] }],
  );
  const api = createClient({ baseUrl });
  const read: string[] = [];
  for await (const { customerId } of api.every('GET /customers', { query: { email: 'x@y.example' } })) {
    read.push(customerId);
    if (customerId === 'b') expect(received).toHaveLength(1);
  }
  expect(read).toEqual(['a', 'b', 'c']);
  expect(received.map(({ request }) => request)).toEqual([
    'GET /api/customers?limit=100&email=x%40y.example',
    'GET /api/customers?limit=100&email=x%40y.example&cursor=n%26',
    'GET /api/customers?limit=100&email=x%40y.example&cursor=o',
  ]);
});

test('no further page is read once the caller stops iterating', async () => {
  const { baseUrl, received } = await startServer([200, { items: [{ productId: 'a' }], nextCursor: 'n' }]);
  const path = { customerId: 'c' };
  const bought = createClient({ baseUrl }).every('GET /customers/{customerId}/products', {
    path,
    query: { limit: 1 },
  });
  for await (const { productId } of bought) {
    expect(productId).toBe('a');
    break;
  }
  expect(received.map(({ request }) => request)).toEqual(['GET /api/customers/c/products?limit=1']);
});

test('iteration throws the problem of a refused page', async () => {
  const { baseUrl } = await startServer(
    [200, { items: [], nextCursor: 'old' }],
    problem(400, 'invalid-cursor'),
  );
  const everything = createClient({ baseUrl }).every('GET /purchases');
  await expect(everything.next()).rejects.toMatchObject({ code: 'invalid-cursor' });
});
