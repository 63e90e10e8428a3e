import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from '../../../local/http/loopback-server.ts';
import { exchange } from '../../../local/http/testing/exchange.ts';
import { servePage } from './serve-page.ts';

const userPool = {
  id: 'pool',
  issuer: 'http://localhost:3000/pool',
  clients: [{ id: 'page-client', name: 'Page' }],
  logoutUrl: 'http://localhost:3000/pool/logout',
};

let server: LoopbackServer;

beforeEach(async () => {
  server = await openLoopbackServer(0);
  server.serve(servePage.handlers([userPool]));
});
afterEach(() => server.close());

const get = (path: string, host: string, accept: string) =>
  exchange(
    server.port,
    `GET ${path} HTTP/1.1\r\nHost: ${host}:${server.port}\r\nAccept: ${accept}\r\nConnection: close\r\n\r\n`,
  );

test('the page of a system with a user pool learns how to sign in', async () => {
  const response = await fetch(`${server.url}/config.json`);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(await response.json()).toEqual({
    api: '/api',
    stage: 'local',
    signIn: {
      authority: 'http://localhost:3000/pool',
      clientId: 'page-client',
      scope: 'openid',
      logoutUrl: 'http://localhost:3000/pool/logout',
    },
  });
});

test('without a user pool nobody signs in', async () => {
  server.serve(servePage.handlers([]));
  expect(await (await fetch(`${server.url}/config.json`)).json()).not.toHaveProperty('signIn');
});

test('a browser at the IP address is sent to localhost, where people return to after signing in', async () => {
  const answer = await get('/customers?name=ada', '127.0.0.1', 'text/html,*/*');
  expect(answer).toMatchObject({
    status: 307,
    headers: { location: `http://localhost:${server.port}/customers?name=ada` },
  });
});

test.each([
  ['a browser at localhost', 'localhost', 'text/html,*/*'],
  ['a program at the IP address', '127.0.0.1', '*/*'],
])('%s is not sent elsewhere', async (_, host, accept) => {
  expect(await get('/config.json', host, accept)).toMatchObject({ status: 200 });
});
