import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';
import type { Json } from './support/api.ts';
import { addCustomer, aWord } from './support/shop.ts';
import { tokenLines } from './support/token.ts';

/** Sends each header on a line of its own; `fetch` would join those of one name. @param lines alternating names and values. */
async function send(method: string, path: string, lines: string[], body: object): Promise<Json> {
  const { host } = new URL(inject('baseUrl'));
  const token = await tokenLines(inject('baseUrl'));
  const headers = ['Host', host, ...token, 'Content-Type', 'application/json', ...lines];
  const client = request(`${inject('baseUrl')}/api${path}`, { method, headers });
  client.end(JSON.stringify(body));
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await json(response) };
}

// Only for the embedded runtime: no gateway on the way joins or drops headers.
test('several If-Match headers are one list, in which any tag may match', async () => {
  const { customerId } = await addCustomer();
  const change = (lines: string[]) => send('PATCH', `/customers/${customerId}`, lines, { name: aWord() });
  expect(await change(['If-Match', '"1"', 'If-Match', '"9"'])).toMatchObject({ status: 200 });
  expect(await change(['If-Match', '"9"', 'if-match', '"2", "8"'])).toMatchObject({ status: 200 });
  expect(await change(['If-Match', 'W/"3"', 'If-Match', '"4"'])).toMatchObject({ status: 412 });
  expect(await change(['If-Match', '"3"', 'If-Match', '3'])).toMatchObject({ status: 400 });
  expect(await change(['If-Match', '*', 'If-Match', '"3"'])).toMatchObject({ status: 400 });
});

test('two idempotency keys are refused, and two correlation ids are ignored', async () => {
  const customer = { name: aWord(), email: 'ada@example.org', birthDate: '1990-06-15' };
  const lines = ['Idempotency-Key', aWord(), 'idempotency-key', aWord()];
  const refused = await send('POST', '/customers', lines, customer);
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  const ids = ['X-Correlation-Id', 'one', 'X-Correlation-Id', 'two'];
  const { status, headers } = await send('POST', '/customers', ids, customer);
  expect(status).toBe(201);
  expect(headers['x-correlation-id']).toMatch(/^[\da-f]{8}-/);
});

test('two content types are refused', async () => {
  const lines = ['Content-Type', 'text/plain'];
  expect(await send('POST', '/customers', lines, {})).toMatchObject({ status: 415 });
});
