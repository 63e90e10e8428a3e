import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InvokeResult } from '../invoke.ts';
import { createApiGateway } from './api-gateway.ts';

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:orders-api';
const route = (method: string, path: string) => ({ logicalId: path, method, path, functionArn });
const api = {
  logicalId: 'Api',
  id: 'a1b2c3',
  name: 'orders',
  stage: 'api',
  routes: [route('GET', '/orders/{orderId}'), route('POST', '/orders')],
};

const events: APIGatewayProxyEvent[] = [];
let result: Promise<InvokeResult>;
let server: Server;
let baseUrl = '';

beforeEach(async () => {
  events.length = 0;
  result = Promise.resolve({ ok: true, payload: { statusCode: 200, body: '{}' } });
  const gateway = createApiGateway({
    apis: [api],
    invoke: (_, event) => {
      events.push(event as APIGatewayProxyEvent);
      return result;
    },
    integrationTimeoutMs: 50,
  });
  server = createServer(async (incoming, response) => {
    if (!(await gateway(incoming, response))) response.writeHead(418).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const body = async (path: string, init?: RequestInit) => {
  const response = await fetch(baseUrl + path, init);
  return [response.status, await response.json()];
};

test('gives the function the request and the client its answer', async () => {
  result = Promise.resolve({
    ok: true,
    payload: { statusCode: 201, headers: { ETag: '"1"' }, body: '{"orderId":"7"}' },
  });
  const response = await fetch(`${baseUrl}/api/orders?dry=1`, { method: 'POST', body: '{"total":"5 €"}' });
  expect(response.status).toBe(201);
  expect(response.headers.get('etag')).toBe('"1"');
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-amzn-requestid')).toBe(events[0]?.requestContext.requestId);
  expect(await response.json()).toEqual({ orderId: '7' });
  expect(events[0]).toMatchObject({
    resource: '/orders',
    body: '{"total":"5 €"}',
    queryStringParameters: { dry: '1' },
  });
});

test('decodes path parameters', async () => {
  await fetch(`${baseUrl}/api/orders/a%2Fb%20c`);
  expect(events[0]?.pathParameters).toEqual({ orderId: 'a/b c' });
});

test.each(['/api/orders/%zz', '/api/orders/7?a=%zz'])('%s has a bad escape and gives 400', async (path) => {
  const client = request(baseUrl + path);
  client.end();
  const [response] = await once(client, 'response');
  response.resume();
  expect(response.statusCode).toBe(400);
  expect(events).toEqual([]);
});

test.each(['/api', '/api/unknown', '/api/orders'])('%s without such a route gives 403', async (path) => {
  expect(await body(path)).toEqual([403, { message: 'Missing Authentication Token' }]);
});

test('a path below no stage is left to others', async () => {
  expect((await fetch(`${baseUrl}/apis/orders`)).status).toBe(418);
});

test.each([
  [{ ok: true, payload: { hello: 'world' } }, 502, 'Internal server error'],
  [{ ok: false, error: { type: 'TypeError', message: 'secret' } }, 502, 'Internal server error'],
  [{ ok: false, error: { type: 'Sandbox.Timedout', message: 'late' } }, 502, 'Internal server error'],
  [{ ok: false, error: { type: 'RequestTooLargeException', message: 'big' } }, 413, 'Request Too Long'],
] satisfies [InvokeResult, number, string][])('%j gives %i', async (answer, status, message) => {
  result = Promise.resolve(answer);
  expect(await body('/api/orders/7')).toEqual([status, { message }]);
});

test('a function that takes longer than the integration timeout gives 504', async () => {
  result = new Promise(() => {});
  expect(await body('/api/orders/7')).toEqual([504, { message: 'Endpoint request timed out' }]);
});

test('a body over 10 MB gives 413 and no invocation', async () => {
  const tooLong = 'x'.repeat(10 * 1024 * 1024 + 1);
  expect(await body('/api/orders', { method: 'POST', body: tooLong })).toEqual([
    413,
    { message: 'Request Too Long' },
  ]);
  expect(events).toEqual([]);
});
