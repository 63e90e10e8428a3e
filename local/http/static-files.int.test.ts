import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts';
import { plainPage } from './plain-page.ts';
import { staticFiles } from './static-files.ts';

let folder = '';
let server: LoopbackServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'static-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await mkdir(join(folder, 'dist-private'));
  await writeFile(join(folder, 'dist', 'index.html'), '<title>UI</title>');
  await writeFile(join(folder, 'dist', 'assets', 'app.js'), 'let a;');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'dist-private', 'secret.txt'), 'secret');
  server = await openLoopbackServer(0);
  server.serve([staticFiles(join(folder, 'dist')), plainPage(['api'])]);
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Sends the path as it is, which fetch would tidy up first. */
async function get(path: string, method = 'GET') {
  const client = request({ port: server.port, host: '127.0.0.1', path, method });
  client.end();
  const [response] = await once(client, 'response');
  return { status: response.statusCode, type: response.headers['content-type'], body: await text(response) };
}

const html = 'text/html; charset=utf-8';

test.each([
  ['/', html, '<title>UI</title>'],
  ['/index.html?v=1', html, '<title>UI</title>'],
  ['/assets/app.js', 'text/javascript; charset=utf-8', 'let a;'],
  ['/customers/7', html, '<title>UI</title>'],
  ['/assets', html, '<title>UI</title>'],
])('%s gives %s', async (path, type, body) => {
  expect(await get(path)).toEqual({ status: 200, type, body });
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/../dist-private/secret.txt',
  '/assets/missing.js',
  '/%00.html',
  '/%zz',
])('%s gives 404 and nothing from outside', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404, type: 'application/problem+json' });
});

test('HEAD has the headers alone, other methods are refused', async () => {
  expect(await get('/', 'HEAD')).toEqual({ status: 200, type: html, body: '' });
  expect(await get('/', 'POST')).toMatchObject({ status: 405 });
});

test('without a built UI a plain page says where the API is', async () => {
  await rm(join(folder, 'dist', 'index.html'));
  expect((await get('/')).body).toContain('href="/api"');
  expect((await get('/customers')).status).toBe(404);
});
