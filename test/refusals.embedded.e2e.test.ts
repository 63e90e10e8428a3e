import { describe, expect, inject, test as it } from 'vitest';
import { exchange, type RawAnswer } from '../local/http/testing/exchange.ts';

const { port, host } = new URL(inject('baseUrl'));
const own = `Host: ${host}`;

/** Sends what no HTTP client would. */
const send = (method: string, target: string, headers: string[] = [own], body = ''): Promise<RawAnswer> =>
  exchange(Number(port), `${[`${method} ${target} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n${body}`);

/** Expects a problem with a correlation id, and the headers that keep a browser from making anything else of it. */
function expectProblem({ status, headers, body }: RawAnswer, expected: number): void {
  expect([status, headers['content-type']]).toEqual([expected, 'application/problem+json']);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({
    type: expect.stringMatching(/./),
    title: expect.stringMatching(/./),
    status: expected,
    detail: expect.stringMatching(/./),
    correlationId: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(headers['x-correlation-id']).toBe(problem.correlationId);
}

describe('a refusal is a problem with a correlation id:', () => {
  const big = 10 * 1024 * 1024 + 1;
  it.each<[string, number, string, string, string[]?, string?]>([
    ['a bad escape in a path', 400, 'GET', '/api/%'],
    ['a bad escape in an id', 400, 'GET', '/api/customers/%zz'],
    ['a query that is no UTF-8', 400, 'GET', '/api/customers?x=%ff'],
    [
      'a body over the gateway’s limit',
      413,
      'POST',
      '/api/customers',
      [own, `Content-Length: ${big}`],
      'x'.repeat(big),
    ],
    ['a path that is no route', 404, 'GET', '/api/nowhere'],
    ['a method that is no route', 405, 'PUT', '/api/customers', [own, 'Content-Length: 0']],
    ['a file that is missing', 404, 'GET', '/missing.js'],
    ['a path that leads out', 404, 'GET', '/%2e%2e/package.json'],
    ['a local endpoint that is missing', 404, 'GET', '/_local/nothing'],
    ['a method that a local endpoint does not take', 405, 'GET', '/_local/reset'],
    ['a parameter that a local endpoint does not take', 400, 'GET', '/_local/idle?timeoutMs=x'],
    ['an expectation', 417, 'POST', '/api/customers', [own, 'Expect: a miracle', 'Content-Length: 0']],
    ['headers that are too large', 431, 'GET', '/api/customers', [own, `X: ${'x'.repeat(20_000)}`]],
    ['a header that is none', 400, 'GET', '/api/customers', [own, 'nonsense']],
    ['a tunnel', 501, 'CONNECT', 'example.org:443', [own]],
    ['a websocket', 501, 'GET', '/', [own, 'Connection: Upgrade', 'Upgrade: websocket']],
    ['another Host at the API', 403, 'GET', '/api/customers', ['Host: evil.example']],
    ['another Host at the page', 403, 'GET', '/', ['Host: evil.example']],
    ['another Host at a local endpoint', 403, 'GET', '/_local/health', ['Host: evil.example']],
    [
      'a page’s reset',
      403,
      'POST',
      '/_local/reset',
      [own, 'Origin: http://evil.example', 'Content-Length: 0'],
    ],
    [
      'a page’s change',
      403,
      'POST',
      '/api/purchases/1/cancellation',
      [own, 'Origin: null', 'Content-Length: 0'],
    ],
  ])('%s (%i)', async (_, status, method, target, headers, body) => {
    expectProblem(await send(method, target, headers, body), status);
  });

  it('bytes that are no HTTP (400)', async () => {
    expectProblem(await exchange(Number(port), 'hello\r\n\r\n'), 400);
  });
});

it('an absolute request target reaches the API, and its answer has the page’s security headers', async () => {
  const answer = await send('GET', `http://${host}/api/customers?limit=1`);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(JSON.parse(answer.body)).toHaveProperty('items');
});

it.each(['/', '/api/customers', '/_local/health'])('%s lets no foreign page read it', async (path) => {
  const answer = await send('GET', path, [own, 'Origin: http://evil.example', 'Connection: close']);
  expect(Object.keys(answer.headers).join()).not.toMatch(/access-control/);
});
