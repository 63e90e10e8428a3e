import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { type Answer, problem, startServer } from './testing/start-server.ts';

const notSignedIn = problem(401, 'not-signed-in');
const overloaded = problem(503, 'overloaded');

/** A client whose token function gives these tokens in turn, and then the last one. */
async function clientWith(tokens: readonly string[], ...answers: readonly Answer[]) {
  const { baseUrl, received } = await startServer(...answers);
  let asked = 0;
  const token = async () => {
    asked += 1;
    return tokens[Math.min(asked, tokens.length) - 1] ?? '';
  };
  const api = createClient({ baseUrl, token, pause: async () => {} });
  return { api, sent: () => received.map(({ headers }) => headers.authorization), received };
}

test('every attempt asks for the token, and sends it', async () => {
  const { api, sent } = await clientWith(['one', 'two'], overloaded, [200, {}], [200, {}]);
  await api('GET /customers');
  await api('GET /products');
  expect(sent()).toEqual(['Bearer one', 'Bearer two', 'Bearer two']);
});

test('the token function may answer at once, and a client without one sends none', async () => {
  const { baseUrl, received } = await startServer([200, {}], [200, {}]);
  await createClient({ baseUrl, token: () => 'mine' })('GET /customers');
  await createClient({ baseUrl })('GET /customers');
  expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer mine', undefined]);
});

test('after a 401, the same request is sent once more with a new token, also if it changes something', async () => {
  const { api, sent, received } = await clientWith(['old', 'new'], notSignedIn, [200, {}], notSignedIn);
  const path = { customerId: 'c' };
  await api('PATCH /customers/{customerId}', { path, body: { name: 'Ada' }, ifVersion: 1 });
  expect(sent()).toEqual(['Bearer old', 'Bearer new']);
  expect(received[1]).toMatchObject({ request: received[0]?.request, body: received[0]?.body });
  expect(received[1]?.headers['x-correlation-id']).toBe(received[0]?.headers['x-correlation-id']);
});

test('a POST that is sent again has the same idempotency key', async () => {
  const { api, received } = await clientWith(['old', 'new'], notSignedIn, [202, {}]);
  await api('POST /purchases', { body: { customerId: 'c', productId: 'p', quantity: 1 } });
  expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a 401 is final if there is no other token, or if the other one is refused as well', async () => {
  for (const [tokens, requests] of [
    [['same'], 1],
    [['old', 'new', 'newer', 'newest'], 2],
  ] as const) {
    const { api, received } = await clientWith(tokens, notSignedIn, notSignedIn, notSignedIn);
    await expect(api('GET /customers')).rejects.toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(received).toHaveLength(requests);
  }
});

test('a 403 is final: another token would not have another role', async () => {
  const { api, received } = await clientWith(['old', 'new'], problem(403, 'access-denied'));
  await expect(api('GET /customers')).rejects.toMatchObject({
    status: 403,
    code: 'access-denied',
    message: 'D',
  });
  expect(received).toHaveLength(1);
});

test('a failure on the second sending is retried like any other', async () => {
  const { api, sent } = await clientWith(['old', 'new'], notSignedIn, overloaded, [200, {}]);
  await api('GET /customers');
  expect(sent()).toEqual(['Bearer old', 'Bearer new', 'Bearer new']);
});

test('an error of the token function is thrown as it is, and nothing is sent', async () => {
  const error = new TypeError('no sign-in');
  const { baseUrl, received } = await startServer();
  const api = createClient({ baseUrl, token: () => Promise.reject(error) });
  await expect(api('GET /customers')).rejects.toBe(error);
  expect(received).toEqual([]);
});
