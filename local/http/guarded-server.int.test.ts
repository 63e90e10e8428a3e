import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts';
import { everythingOn, exchange, type RawAnswer } from './testing/exchange.ts';

const headers = { 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY' };

let server: LoopbackServer;
let port = 0;
/** The requests that reached a handler. */
const served: string[] = [];
let answering: Promise<void> = Promise.resolve();

beforeEach(async () => {
  served.length = 0;
  answering = Promise.resolve();
  server = await openLoopbackServer(0, { headers });
  port = server.port;
  server.serve([
    async (request, response) => {
      served.push(`${request.method} ${request.url}`);
      await answering;
      response.end('served');
      return true;
    },
  ]);
});

afterEach(() => server.close());

/** A request's head, with the server's port in place of PORT. */
const send = (method: string, target: string, ...headers: string[]): Promise<RawAnswer> =>
  exchange(port, head(method, target, ...headers));

const head = (method: string, target: string, ...headers: string[]): string =>
  [`${method} ${target} HTTP/1.1`, ...headers, '', ''].join('\r\n').replaceAll('PORT', String(port));

function expectProblem(answer: RawAnswer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
  });
  const problem = JSON.parse(answer.body);
  expect(problem).toMatchObject({
    type: 'about:blank',
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
    correlationId: answer.headers['x-correlation-id'],
  });
  expect(problem.correlationId).toMatch(/^[\da-f-]{36}$/);
  expect(served).toEqual([]);
}

describe('the Host of a request', () => {
  test.each(['localhost:PORT', '127.0.0.1:PORT', '[::1]:PORT', 'LocalHost:PORT'])(
    'may be %s',
    async (host) => {
      expect(await send('GET', '/', `Host: ${host}`)).toMatchObject({ status: 200, body: 'served' });
    },
  );

  test.each([
    ['evil.example'],
    ['evil.example:PORT'],
    ['localhost'],
    ['localhost:1'],
    ['localhost.:PORT'],
    ['localhost.evil.example:PORT'],
    ['user@localhost:PORT'],
    ['0.0.0.0:PORT'],
    ['::1:PORT'],
    [''],
  ])('may not be "%s"', async (host) => {
    expectProblem(await send('GET', '/', `Host: ${host}`), 403);
  });

  test('must be present exactly once', async () => {
    expectProblem(await send('GET', '/'), 403);
    expectProblem(await send('GET', '/', 'Host: localhost:PORT', 'Host: localhost:PORT'), 403);
    expectProblem(await send('GET', '/', 'Host: localhost:PORT', 'Host: evil.example'), 403);
    expectProblem(await exchange(port, 'GET / HTTP/1.0\r\n\r\n'), 403);
  });
});

describe('a page of another site', () => {
  const own = 'Host: localhost:PORT';

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    'cannot change anything with %s',
    async (method) => {
      for (const origin of [
        'http://evil.example',
        'null',
        '',
        'http://localhost:1',
        'https://localhost:PORT',
        'http://localhost:PORT.evil.example',
        'http://localhost:PORT, http://evil.example',
      ]) {
        expectProblem(await send(method, '/', own, `Origin: ${origin}`), 403);
      }
      expectProblem(await send(method, '/', own, 'Sec-Fetch-Site: cross-site'), 403);
      expectProblem(await send(method, '/', own, 'Sec-Fetch-Site: same-site'), 403);
    },
  );

  test('gets no CORS permission to read', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await send(
        method,
        '/',
        own,
        'Origin: http://evil.example',
        'Access-Control-Request-Method: DELETE',
      );
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test('is told apart from the server’s own page, at any of its addresses', async () => {
    for (const origin of ['http://localhost:PORT', 'http://127.0.0.1:PORT', 'http://[::1]:PORT']) {
      const { status } = await send('POST', '/', own, `Origin: ${origin}`, 'Sec-Fetch-Site: same-origin');
      expect(status).toBe(200);
    }
  });
});

describe('a request target', () => {
  test('may be absolute, which is the same as its path', async () => {
    await send('GET', 'http://localhost:PORT/api/customers?a=1', 'Host: localhost:PORT');
    await send('GET', 'HTTP://127.0.0.1:PORT/%2e/x', 'Host: localhost:PORT');
    await send('GET', 'http://localhost:PORT?a=1', 'Host: localhost:PORT');
    expect(served).toEqual(['GET /api/customers?a=1', 'GET /%2e/x', 'GET /?a=1']);
  });

  test.each([
    'http://evil.example/',
    'http://localhost:1/',
    'https://localhost:PORT/',
    'ftp://localhost:PORT/',
    'http://user@localhost:PORT/',
  ])('%s names another server', async (target) => {
    expectProblem(await send('GET', target, 'Host: localhost:PORT'), 403);
  });

  test('that names the server does not make up for another Host', async () => {
    expectProblem(await send('GET', 'http://localhost:PORT/', 'Host: evil.example'), 403);
  });

  test('has to be a path', async () => {
    expectProblem(await send('GET', '*', 'Host: localhost:PORT'), 400);
  });
});

describe('an unsupported or malformed request is refused with a problem', () => {
  const own = 'Host: localhost:PORT';

  test.each<[string, number, string[]]>([
    ['CONNECT', 501, ['CONNECT', 'localhost:PORT', own]],
    ['a websocket', 501, ['GET', '/', own, 'Connection: Upgrade', 'Upgrade: websocket']],
    ['an expectation', 417, ['POST', '/', own, 'Expect: a miracle', 'Content-Length: 0']],
    ['headers that are too large', 431, ['GET', '/', own, `X: ${'x'.repeat(20_000)}`]],
    ['a header without a colon', 400, ['GET', '/', own, 'nonsense']],
    ['two Content-Lengths', 400, ['POST', '/', own, 'Content-Length: 1', 'Content-Length: 2']],
    [
      'both Content-Length and chunks',
      400,
      ['POST', '/', own, 'Content-Length: 1', 'Transfer-Encoding: chunked'],
    ],
    ['an unknown method', 400, ['NONSENSE', '/', own]],
  ])('%s: %i', async (_, status, [method = '', target = '', ...headers]) => {
    expectProblem(await send(method, target, ...headers), status);
  });

  test('data that is not HTTP: 400', async () => {
    expectProblem(await exchange(port, '\x16\x03\x01 hello\r\n\r\n'), 400);
  });

  test('a request that never ends: 408', async () => {
    const impatient = await openLoopbackServer(0, { headers, timeouts: { headersMs: 50, requestMs: 50 } });
    expectProblem(await exchange(impatient.port, 'GET / HTTP/1.1\r\nHost'), 408);
    await impatient.close();
  });

  test('an offer to upgrade to HTTP/2 is ignored', async () => {
    const { status } = await send('GET', '/', own, 'Connection: Upgrade', 'Upgrade: h2c');
    expect(status).toBe(200);
  });

  test('an expectation with another Host is refused because of the Host', async () => {
    expectProblem(await send('POST', '/', 'Host: evil.example', 'Expect: a miracle'), 403);
  });
});

test('the error for malformed data after a request is sent after its response', async () => {
  const held = Promise.withResolvers<void>();
  answering = held.promise;
  const socket = connect(port, '127.0.0.1');
  const received = everythingOn(socket);
  socket.write(`${head('GET', '/first', 'Host: localhost:PORT')}nonsense\r\n\r\n`);
  await expect.poll(() => served).toEqual(['GET /first']);
  held.resolve();
  const statuses = (await received).match(/HTTP\/1.1 \d+/g);
  expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
});

test('every response has the headers that the server was given', async () => {
  const answer = await send('GET', '/', 'Host: localhost:PORT');
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
});

describe('a refusal', () => {
  test('carries the caller’s correlation id and the path', async () => {
    const answer = await send('GET', '/x?y=1', 'Host: evil.example', 'X-Correlation-Id: mine');
    expect(JSON.parse(answer.body)).toMatchObject({ correlationId: 'mine', instance: '/x' });
    expect(answer.headers['x-correlation-id']).toBe('mine');
  });

  test('does not use a correlation id that is not a token', async () => {
    expectProblem(await send('GET', '/', 'Host: evil.example', 'X-Correlation-Id: <script>'), 403);
  });
});

describe('draining', () => {
  const COUNT = 200;

  test('answers every request that has arrived, and accepts no new connection', async () => {
    const held = Promise.withResolvers<void>();
    answering = held.promise;
    const answers = Array.from({ length: COUNT }, () => send('GET', '/', 'Host: localhost:PORT'));
    await expect.poll(() => served.length).toBe(COUNT);
    const drained = server.drain();
    await expect.poll(() => refused()).toBe(true);
    held.resolve();
    for (const { status, headers } of await Promise.all(answers)) {
      expect([status, headers['connection']]).toEqual([200, 'close']);
    }
    await drained;
  });

  test('answers requests on connections not yet accepted, too', async () => {
    const answers = Array.from({ length: COUNT }, () => send('GET', '/', 'Host: localhost:PORT'));
    // The server has not seen these requests yet, but the kernel has accepted their connections.
    const drained = server.drain();
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
    await drained;
  });

  test('answers all requests on one connection, even those that arrive meanwhile', async () => {
    const held = Promise.withResolvers<void>();
    answering = held.promise;
    const socket = connect(port, '127.0.0.1');
    const received = everythingOn(socket);
    socket.write(head('GET', '/', 'Host: localhost:PORT').repeat(2));
    await expect.poll(() => served.length).toBe(2);
    const drained = server.drain();
    await expect.poll(() => refused()).toBe(true);
    socket.write(head('GET', '/', 'Host: localhost:PORT'));
    await expect.poll(() => served.length).toBe(3);
    held.resolve();
    expect((await received).match(/HTTP\/1.1 200/g)).toHaveLength(3);
    await drained;
  });

  // Less than the deadline of draining.
  test('does not wait for idle connections', { timeout: 15_000 }, async () => {
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    idle.write(head('GET', '/', 'Host: localhost:PORT'));
    await once(idle, 'data');
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    const ended = Promise.all([once(idle, 'close'), once(silent, 'close')]);
    idle.resume();
    silent.resume();
    await server.drain();
    await ended;
  });

  async function refused(): Promise<boolean> {
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => false),
      once(socket, 'error').then(() => true),
    ]).catch(() => true);
    socket.destroy();
    return outcome;
  }
});
