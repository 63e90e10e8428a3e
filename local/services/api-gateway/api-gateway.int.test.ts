import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exchange } from '../../http/testing/exchange.ts';
import type { GatewayResponseSpec } from '../../model.ts';
import type { InvokeResult } from '../invoke.ts';
import { RequestBacklog } from '../request-backlog.ts';
import { createApiGateway } from './api-gateway.ts';

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:orders-api';
const route = (method: string, path: string) => ({ logicalId: path, method, path, functionArn });
const api = {
  logicalId: 'Api',
  id: 'a1b2c3',
  name: 'orders',
  stage: 'api',
  routes: [route('GET', '/orders/{orderId}'), route('POST', '/orders')],
  gatewayResponses: [],
};

/** A gateway response as the template may define it. */
const aResponse = (type: string, statusCode?: number): GatewayResponseSpec => ({
  logicalId: type,
  type,
  ...(statusCode && { statusCode }),
  headers: [
    ['Content-Type', "'application/problem+json'"],
    ['X-Correlation-Id', 'context.requestId'],
  ],
  template: {
    contentType: 'application/json',
    body: `{"as":"${type}","of":"$context.error.responseType","detail":$context.error.messageString,"instance":"$context.path","correlationId":"$context.requestId"}`,
  },
});

const events: APIGatewayProxyEvent[] = [];
let result: Promise<InvokeResult>;
/** Whether an environment takes the event. */
let begins = true;
let gatewayResponses: GatewayResponseSpec[] = [];
let server: Server;
let baseUrl = '';

beforeEach(async () => {
  events.length = 0;
  begins = true;
  gatewayResponses = [];
  result = Promise.resolve({ ok: true, payload: { statusCode: 200, body: '{}' } });
  const gateway = createApiGateway({
    apis: [
      {
        ...api,
        get gatewayResponses() {
          return gatewayResponses;
        },
      },
    ],
    backlog: new RequestBacklog(),
    invoke: (_, event, onBegin) => {
      events.push(event as APIGatewayProxyEvent);
      if (begins) onBegin?.();
      return result;
    },
    verifyToken: async () => 'invalid',
    integrationTimeoutMs: 50,
  });
  server = createServer(async (incoming, response) => {
    if (!(await gateway.handler(incoming, response))) response.writeHead(418).end();
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

test('passes the request to the function, and its response to the client', async () => {
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

test('hands path parameters over as they were sent', async () => {
  await fetch(`${baseUrl}/api/orders/a%2Fb%20c`);
  expect(events[0]?.pathParameters).toEqual({ orderId: 'a%2Fb%20c' });
  expect(await body('/api/%6frders/7')).toEqual([403, { message: 'Missing Authentication Token' }]);
});

test('slashes behind the stage count as one', async () => {
  await fetch(`${baseUrl}/api///orders/7`);
  expect(events[0]).toMatchObject({
    path: '/orders/7',
    pathParameters: { orderId: '7' },
    requestContext: { path: '/api///orders/7' },
  });
});

test.each(['/api/orders/%zz', '/api/orders/7?a=%zz'])(
  '%s has an invalid escape and gives 400',
  async (path) => {
    const client = request(baseUrl + path);
    client.end();
    const [response] = await once(client, 'response');
    response.resume();
    expect(response.statusCode).toBe(400);
    expect(events).toEqual([]);
  },
);

test.each(['/api', '/api/unknown', '/api/orders'])('%s without such a route gives 403', async (path) => {
  expect(await body(path)).toEqual([403, { message: 'Missing Authentication Token' }]);
});

test('a path outside of the stages is left to other handlers', async () => {
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

test('the time that a request waits for an environment is not the function’s', async () => {
  const answer = Promise.withResolvers<InvokeResult>();
  result = answer.promise;
  begins = false;
  const waiting = body('/api/orders/7');
  await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 60_000 });
  result = new Promise(() => {});
  begins = true;
  expect(await body('/api/orders/8')).toEqual([504, { message: 'Endpoint request timed out' }]);
  answer.resolve({ ok: true, payload: { statusCode: 200, body: '{}' } });
  expect(await waiting).toEqual([200, {}]);
});

test('a body over 10 MB gives 413 and no invocation', async () => {
  const longest = 'x'.repeat(10 * 1024 * 1024);
  expect(await body('/api/orders', { method: 'POST', body: longest })).toEqual([200, {}]);
  expect(events.splice(0)).toHaveLength(1);
  expect(await body('/api/orders', { method: 'POST', body: `${longest}x` })).toEqual([
    413,
    { message: 'Request Too Long' },
  ]);
  expect(events).toEqual([]);
});

/** Sends a request with exactly these lines. */
const sent = (...lines: string[]) =>
  exchange(Number(new URL(baseUrl).port), `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);

test('a URL of more than 8192 bytes gives 414 and no invocation', async () => {
  const path = '/api/orders/7?x=';
  const longest = `${path}${'y'.repeat(8192 - path.length)}`;
  expect((await sent(`GET ${longest} HTTP/1.1`, 'Host: localhost')).status).toBe(200);
  expect(events.splice(0)).toHaveLength(1);
  const { status, headers, body: text } = await sent(`GET ${longest}y HTTP/1.1`, 'Host: localhost');
  expect([status, headers['content-type']]).toEqual([414, 'application/problem+json']);
  expect(JSON.parse(text).detail).toContain('at most 8192 bytes');
  expect(events).toEqual([]);
});

test('a request line and header values of more than 10240 bytes give 431 and no invocation', async () => {
  const line = 'GET /api/orders/7 HTTP/1.1';
  const others = `${line}localhostclose`.length;
  const values = ['a'.repeat(5000), 'b'.repeat(10_240 - others - 5000)];
  const headers = values.map((value, index) => `X-Header-${index}: ${value}`);
  expect((await sent(line, 'Host: localhost', ...headers)).status).toBe(200);
  expect(events.splice(0)).toHaveLength(1);
  const answer = await sent(line, 'Host: localhost', ...headers, 'X-One-More: c');
  expect([answer.status, answer.headers['content-type']]).toEqual([431, 'application/problem+json']);
  expect(JSON.parse(answer.body).detail).toContain('these have 10241');
  expect(events).toEqual([]);
});

describe('a gateway response', () => {
  const failed: InvokeResult = { ok: false, error: { type: 'TypeError', message: 'secret' } };
  const late = new Promise<InvokeResult>(() => {});
  const ok: InvokeResult = { ok: true, payload: { statusCode: 200, body: '{}' } };

  test.each<[string, string, string, number, string, InvokeResult | typeof late]>([
    ['no route', 'MISSING_AUTHENTICATION_TOKEN', '/api/unknown', 403, 'Missing Authentication Token', ok],
    ['an invalid escape', 'BAD_REQUEST_PARAMETERS', '/api/%', 400, 'Bad Request', ok],
    [
      'an invalid escape in the query',
      'BAD_REQUEST_PARAMETERS',
      '/api/orders/7?x=%ff',
      400,
      'Bad Request',
      ok,
    ],
    ['an error of the function', 'DEFAULT_5XX', '/api/orders/7', 502, 'Internal server error', failed],
    ['a timeout', 'INTEGRATION_TIMEOUT', '/api/orders/7', 504, 'Endpoint request timed out', late],
  ])('for %s is the template’s %s', async (_, type, path, status, detail, outcome) => {
    gatewayResponses = [aResponse('DEFAULT_4XX'), aResponse('DEFAULT_5XX'), aResponse(type)];
    result = Promise.resolve(outcome);
    const { port } = new URL(baseUrl);
    const answer = await exchange(Number(port), `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toEqual({
      as: type,
      of: type,
      detail,
      instance: path.split('?')[0],
      correlationId: answer.headers['x-amzn-requestid'],
    });
    expect(answer.headers['x-correlation-id']).toBe(answer.headers['x-amzn-requestid']);
  });

  test('falls back to the default of its class, with the status of that default', async () => {
    gatewayResponses = [aResponse('DEFAULT_4XX', 422), aResponse('DEFAULT_5XX', 500)];
    expect(await body('/api/unknown')).toMatchObject([422, { as: 'DEFAULT_4XX' }]);
    result = Promise.resolve(failed);
    expect(await body('/api/orders/7')).toMatchObject([500, { as: 'DEFAULT_5XX' }]);
  });

  test('stays valid JSON whatever the path contains', async () => {
    gatewayResponses = [aResponse('MISSING_AUTHENTICATION_TOKEN')];
    const { port } = new URL(baseUrl);
    const answer = await exchange(Number(port), 'GET /api/a"b\\c HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(JSON.parse(answer.body)).toMatchObject({ instance: '/api/a%22b%5Cc' });
  });
});
