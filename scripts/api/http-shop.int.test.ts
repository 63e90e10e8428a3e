import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { ApiProblem, ApiUnavailable } from './api-error.ts';
import { HttpClient, type HttpClientOptions } from './http-client.ts';
import { HttpShop } from './http-shop.ts';
import { LONGEST_PAUSE_MS } from './retry-after.ts';

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

let server: Server | undefined;

afterEach(() => server?.close());

/** A shop on a server that gives these answers, one after another, and notes what it is asked. */
async function shopAnswering(answers: Answer[], options: HttpClientOptions = {}) {
  const asked: { request: string; key: string | undefined; body: unknown }[] = [];
  server = createServer(async (request: IncomingMessage, response) => {
    const body = request.method === 'POST' ? await json(request).catch(() => undefined) : undefined;
    const key = request.headers['idempotency-key'] as string | undefined;
    asked.push({ request: `${request.method} ${request.url}`, key, body });
    const [status, answer, headers] = answers[asked.length - 1] ?? [500, {}];
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, shop: new HttpShop(new HttpClient(`http://127.0.0.1:${port}/api/`, options)) };
}

const problem = (status: number, code: string): [number, unknown] => [
  status,
  { type: `urn:multidomain:problem:${code}`, title: 'T', detail: 'D', status },
];
const purchase = {
  purchaseId: 'p',
  customerId: 'c',
  productId: 'd',
  quantity: 1,
  status: 'pending',
  createdAt: '2026-01-01T00:00:00Z',
};
const request = { customerId: 'c', productId: 'd', quantity: 1 };

test('a request that meets a server error is sent again, with the same key', async () => {
  const { shop, asked } = await shopAnswering([
    problem(500, 'internal-error'),
    problem(409, 'concurrent-change'),
    [202, purchase],
  ]);
  expect(await shop.requestPurchase(request, 'key')).toEqual(purchase);
  expect(asked).toEqual(
    Array.from({ length: 3 }, () => ({ request: 'POST /api/purchases', key: 'key', body: request })),
  );
});

test('an overloaded system is left alone for as long as it asks, and never for less than the usual pause', async () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const { shop } = await shopAnswering(
    [
      [...problem(503, 'overloaded'), { 'retry-after': '2' }],
      [...problem(429, 'too-many-requests'), { 'retry-after': '3600' }],
      [...problem(409, 'concurrent-change'), { 'retry-after': '1' }],
      [...problem(503, 'overloaded'), { 'retry-after': '0' }],
      problem(500, 'internal-error'),
      [202, purchase],
    ],
    { pause },
  );
  expect(await shop.requestPurchase(request, 'key')).toEqual(purchase);
  expect(pauses).toEqual([2_000, LONGEST_PAUSE_MS, 1_000, 1_600, 3_200]);
});

test('a refusal is thrown at once, with its code', async () => {
  const { shop, asked } = await shopAnswering([problem(422, 'unknown-product')]);
  await expect(shop.requestPurchase(request, 'key')).rejects.toEqual(
    new ApiProblem(422, 'unknown-product', 'D'),
  );
  expect(asked).toHaveLength(1);
});

test('a purchase that does not exist is undefined', async () => {
  const { shop } = await shopAnswering([problem(404, 'not-found')]);
  expect(await shop.findPurchase('p')).toBeUndefined();
});

test('of several customers with an e-mail the oldest is meant, and none whose e-mail differs in case', async () => {
  const customer = (customerId: string, email: string) => ({ customerId, email, createdAt: 't' });
  const { shop, asked } = await shopAnswering([
    [200, { items: [customer('a', 'X@y.example'), customer('c', 'x@y.example')], nextCursor: 'n&' }],
    [200, { items: [customer('b', 'x@y.example')] }],
  ]);
  expect(await shop.findCustomer('x@y.example')).toEqual({ id: 'b', createdAt: 't' });
  expect(asked.map((one) => one.request)).toEqual([
    'GET /api/customers?email=x%40y.example&limit=100',
    'GET /api/customers?email=x%40y.example&limit=100&cursor=n%26',
  ]);
});

test('a system that does not answer is named with the reason', async () => {
  const { shop } = await shopAnswering([], { attempts: 1 });
  await new Promise((resolve) => server?.close(resolve));
  const failing = shop.findPurchase('p');
  await expect(failing).rejects.toThrow(ApiUnavailable);
  await expect(failing).rejects.toThrow(/^http:\/\/127.0.0.1:\d+\/api does not answer .*ECONNREFUSED/);
});
