import { describe, expect, inject, test as it } from 'vitest';
import { exchange, type RawAnswer } from '../local/http/testing/exchange.ts';
import { tokenLines } from './support/token.ts';

const { port, host } = new URL(inject('baseUrl'));
const own = `Host: ${host}`;

/** Sends raw requests that no HTTP client would send, as an editor. */
async function send(
  method: string,
  target: string,
  headers: string[] = [own],
  body = '',
): Promise<RawAnswer> {
  const token = (await tokenLines(inject('baseUrl'))).join(': ');
  const lines = [`${method} ${target} HTTP/1.1`, ...headers, ...(token === '' ? [] : [token])];
  return exchange(Number(port), `${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Expects a problem with a correlation id, and with headers that keep browsers from interpreting it as anything else. */
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

describe('the answer to a refused request is a problem with a correlation id:', () => {
  const big = 10 * 1024 * 1024 + 1;
  it.each<[string, number, string, string, string[]?, string?]>([
    ['a bad escape in a path', 400, 'GET', '/api/%'],
    ['a bad escape in an id', 400, 'GET', '/api/customers/%zz'],
    ['a query that is not UTF-8', 400, 'GET', '/api/customers?x=%ff'],
    [
      'a body over the gateway’s limit',
      413,
      'POST',
      '/api/customers',
      [own, `Content-Length: ${big}`],
      'x'.repeat(big),
    ],
    ['an unknown path', 404, 'GET', '/api/nowhere'],
    ['a method that a route does not have', 405, 'PUT', '/api/customers', [own, 'Content-Length: 0']],
    ['a missing file', 404, 'GET', '/missing.js'],
    ['a path out of the folder', 404, 'GET', '/%2e%2e/package.json'],
    ['an unknown local endpoint', 404, 'GET', '/_local/nothing'],
    ['a method that a local endpoint does not have', 405, 'GET', '/_local/reset'],
    ['an invalid parameter of a local endpoint', 400, 'GET', '/_local/idle?timeoutMs=x'],
    ['an expectation', 417, 'POST', '/api/customers', [own, 'Expect: a miracle', 'Content-Length: 0']],
    ['a URL that is too long', 414, 'GET', `/api/customers?name=${'x'.repeat(9_000)}`, [own]],
    [
      'headers that are too long for API Gateway',
      431,
      'GET',
      '/api/customers',
      [own, `X: ${'x'.repeat(10_200)}`],
    ],
    ['headers that are too large', 431, 'GET', '/api/customers', [own, `X: ${'x'.repeat(20_000)}`]],
    ['a malformed header', 400, 'GET', '/api/customers', [own, 'nonsense']],
    ['a tunnel', 501, 'CONNECT', 'example.org:443', [own]],
    ['a websocket', 501, 'GET', '/', [own, 'Connection: Upgrade', 'Upgrade: websocket']],
    ['another Host for the API', 403, 'GET', '/api/customers', ['Host: evil.example']],
    ['another Host for the page', 403, 'GET', '/', ['Host: evil.example']],
    ['another Host for a local endpoint', 403, 'GET', '/_local/health', ['Host: evil.example']],
    [
      'a reset from another site',
      403,
      'POST',
      '/_local/reset',
      [own, 'Origin: http://evil.example', 'Content-Length: 0'],
    ],
    [
      'a change from a page without origin',
      403,
      'POST',
      '/api/purchases/1/cancellation',
      [own, 'Origin: null', 'Content-Length: 0'],
    ],
  ])('%s (%i)', async (_, status, method, target, headers, body) => {
    expectProblem(await send(method, target, headers, body), status);
  });

  it('bytes that are not HTTP (400)', async () => {
    expectProblem(await exchange(Number(port), 'hello\r\n\r\n'), 400);
  });
});

it('an absolute request target reaches the API, and the answer has the page’s security headers', async () => {
  const answer = await send('GET', `http://${host}/api/customers?limit=1`);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(JSON.parse(answer.body)).toHaveProperty('items');
});

it.each(['/', '/api/customers', '/_local/health'])('%s cannot be read from another site', async (path) => {
  const answer = await send('GET', path, [own, 'Origin: http://evil.example', 'Connection: close']);
  expect(Object.keys(answer.headers).join()).not.toMatch(/access-control/);
});
