import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { PortInUseError } from './guarded-server.ts';
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts';

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function open(port = 0): Promise<LoopbackServer> {
  const server = await openLoopbackServer(port);
  servers.push(server);
  return server;
}

test('answers 503 until it has handlers', async () => {
  const { url } = await open();
  const health = await fetch(`${url}/_local/health`);
  expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }]);
  const other = await fetch(`${url}/api/customers`);
  expect(other.status).toBe(503);
  expect(other.headers.get('content-type')).toBe('application/problem+json');
});

test('tries the handlers in turn, and answers 404 if none accepts the request', async () => {
  const server = await open();
  server.serve([
    async () => false,
    async (request, response) => {
      if (request.url !== '/mine') return false;
      response.end('taken');
      return true;
    },
  ]);
  expect(await (await fetch(`${server.url}/mine`)).text()).toBe('taken');
  expect((await fetch(`${server.url}/other`)).status).toBe(404);
});

test('is reachable as localhost and as 127.0.0.1', async () => {
  const { port } = await open();
  for (const host of ['localhost', '127.0.0.1']) {
    expect((await fetch(`http://${host}:${port}/_local/health`)).status).toBe(503);
  }
});

test('a port in use is an error that names it, and the other server keeps the port', async () => {
  const { port, url } = await open();
  await expect(openLoopbackServer(port)).rejects.toThrow(new PortInUseError(port));
  expect((await fetch(`${url}/`)).status).toBe(503);
});

test('a handler that fails gives 500 without revealing the cause', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = await open();
  server.serve([() => Promise.reject(new Error('secret'))]);
  const response = await fetch(server.url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');
  expect(logged).toHaveBeenCalledWith(new Error('secret'));
  logged.mockRestore();
});

test('close drops open connections and frees the port', async () => {
  const server = await openLoopbackServer(0);
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const dropped = once(socket, 'close');
  await server.close();
  await dropped;
  await open(server.port);
});
