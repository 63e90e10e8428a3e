import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { answering, problem } from './testing/answering.ts';

const customer = (customerId: string) => ({ customerId });

test('a list is read page by page, each when it is needed', async () => {
  const { baseUrl, received } = await answering(
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

test('whoever has seen enough reads no further page', async () => {
  const { baseUrl, received } = await answering([200, { items: [{ productId: 'a' }], nextCursor: 'n' }]);
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

test('a page that is refused ends the list with the refusal', async () => {
  const { baseUrl } = await answering(
    [200, { items: [], nextCursor: 'old' }],
    problem(400, 'invalid-cursor'),
  );
  const everything = createClient({ baseUrl }).every('GET /purchases');
  await expect(everything.next()).rejects.toMatchObject({ code: 'invalid-cursor' });
});
