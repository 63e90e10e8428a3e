import { createServer } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from '../../../local/http/loopback-server.ts';
import { exchange } from '../../../local/http/testing/exchange.ts';

let api: LoopbackServer;
let port = 0;
let close: () => Promise<void>;

beforeAll(async () => {
  api = await openLoopbackServer(0);
  api.serve([
    async ({ url }, response) => {
      if (url === '/config.json')
        response.writeHead(200).end('{ "api": "/api", "stage": "local", "signIn": {} }');
      else response.writeHead(204).end();
      return true;
    },
  ]);
  vi.stubEnv('API_ORIGIN', api.url);
  const { default: config } = await import('../../../web/vite.config.ts');
  const server = await createServer({
    ...config,
    configFile: false,
    logLevel: 'silent',
    server: { ...config.server, host: '127.0.0.1', port: 0, watch: null },
  });
  await server.listen();
  port = Number(new URL(server.resolvedUrls?.local[0] ?? '').port);
  close = () => server.close();
});

afterAll(async () => {
  await close();
  await api.close();
  vi.unstubAllEnvs();
});

test.each([
  ['from its own page is forwarded to the API', 'http://localhost:PORT', 204],
  ['from another site is refused', 'http://evil.example', 403],
  ['from a page without origin is refused', 'null', 403],
])('on the development server a change %s', async (_, origin, status) => {
  const headers = ['Host: localhost:PORT', `Origin: ${origin}`, 'Content-Length: 0', 'Connection: close'];
  const request = `POST /api/customers HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
  expect(await exchange(port, request.replaceAll('PORT', String(port)))).toMatchObject({ status });
});

test('on the development server the page learns from the API how to sign in', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/config.json`);
  expect(await response.json()).toHaveProperty('signIn');
});
