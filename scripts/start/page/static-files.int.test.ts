import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from '../../../local/http/loopback-server.ts';
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
  server.serve([staticFiles(join(folder, 'dist')), plainPage]);
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Sends the path unchanged; `fetch` would normalize it. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const client = request({ port: server.port, host: '127.0.0.1', path, method, headers });
  client.end();
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

async function get(path: string, method = 'GET') {
  const { status, headers, body } = await ask(path, {}, method);
  return { status, type: headers['content-type'], body: body.toString() };
}

const html = 'text/html;charset=utf-8';

test.each([
  ['/', html, '<title>UI</title>'],
  ['/index.html?v=1', html, '<title>UI</title>'],
  ['/assets/app.js', 'text/javascript', 'let a;'],
  ['/customers/7', html, '<title>UI</title>'],
  ['/assets', html, '<title>UI</title>'],
])('%s is answered with %s', async (path, type, body) => {
  expect(await get(path)).toEqual({ status: 200, type, body });
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/../dist-private/secret.txt',
  '/assets/missing.js',
  '/assets/missing',
  '/assets/../index.html/x.js',
  '/%00.html',
  '/%zz',
])('%s is answered with 404, and with nothing from outside the folder', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404, type: 'application/problem+json' });
});

test('HEAD returns only headers, other methods are refused', async () => {
  expect(await get('/', 'HEAD')).toEqual({ status: 200, type: html, body: '' });
  expect(await get('/', 'POST')).toMatchObject({ status: 405 });
});

test('if the page has not been built, a plain page says where the API is', async () => {
  await rm(join(folder, 'dist', 'index.html'));
  expect((await get('/')).body).toContain('href="/api"');
  expect((await get('/customers')).status).toBe(404);
});

test('a file is sent in the best encoding that the client accepts', async () => {
  const script = 'let a;'.repeat(100);
  await writeFile(join(folder, 'dist', 'assets', 'app.js'), script);
  await writeFile(join(folder, 'dist', 'assets', 'app.js.br'), brotliCompressSync(script));
  await writeFile(join(folder, 'dist', 'assets', 'app.js.gz'), gzipSync(script));
  const brotli = await ask('/assets/app.js', { 'Accept-Encoding': 'gzip, deflate, br, zstd' });
  const gzip = await ask('/assets/app.js', { 'Accept-Encoding': 'gzip' });
  const plain = await ask('/assets/app.js');
  const encodings = [brotli, gzip, plain].map(({ headers }) => headers['content-encoding']);
  expect(encodings).toEqual(['br', 'gzip', undefined]);
  expect(brotli.body.length).toBeLessThan(plain.body.length);
  expect(gunzipSync(gzip.body).toString()).toBe(script);
  expect(plain.body.toString()).toBe(script);
  for (const { headers } of [brotli, gzip, plain]) {
    expect(headers).toMatchObject({ 'content-type': 'text/javascript', vary: 'Accept-Encoding' });
  }
});

test('a route of the page gets index.html in an encoding that the client accepts', async () => {
  await writeFile(join(folder, 'dist', 'index.html.gz'), gzipSync('<title>UI</title>'));
  const { headers, body } = await ask('/customers/7', { 'Accept-Encoding': 'gzip' });
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': html });
  expect(gunzipSync(body).toString()).toBe('<title>UI</title>');
});

test('browsers cache hashed files forever, and revalidate everything else', async () => {
  await writeFile(join(folder, 'dist', 'config.json'), '{}');
  const policyOf = async (path: string) => (await ask(path)).headers['cache-control'];
  expect(await policyOf('/assets/app.js')).toBe('public, max-age=31536000, immutable');
  for (const path of [
    '/',
    '/index.html',
    '/customers/7',
    '/config.json',
    '/assets',
    '/assets/../index.html',
  ]) {
    expect(await policyOf(path), path).toBe('no-cache');
  }
  for (const path of ['/assets/missing.js', '/assets/missing']) {
    expect(await policyOf(path), path).toBe('no-store');
  }
});

test.each(['/', '/config.json', '/customers/7'])('%s is sent again only if it has changed', async (path) => {
  await writeFile(join(folder, 'dist', 'config.json'), '{}');
  const { headers } = await ask(path);
  const known = { 'If-None-Match': String(headers.etag) };
  expect(await ask(path, known)).toMatchObject({ status: 304, body: Buffer.of() });
  await writeFile(join(folder, 'dist', 'config.json'), '{"stage":"local"}');
  await writeFile(join(folder, 'dist', 'index.html'), '<title>New UI</title>');
  expect(await ask(path, known)).toMatchObject({ status: 200 });
});

test.each(['bytes=4-2', 'bytes=-2', 'bytes=90-', 'lines=1-2'])(
  'the range %s is ignored, and the whole file is sent',
  async (range) => {
    const { status, body } = await ask('/assets/app.js', { Range: range });
    expect([status, body.toString()]).toEqual([200, 'let a;']);
  },
);

test('a page that is rebuilt is served at once', async () => {
  await get('/assets/app.js');
  await rm(join(folder, 'dist', 'assets', 'app.js'));
  await writeFile(join(folder, 'dist', 'assets', 'app-2.js'), 'let b;');
  expect(await get('/assets/app.js')).toMatchObject({ status: 404 });
  expect(await get('/assets/app-2.js')).toMatchObject({ status: 200, body: 'let b;' });
});
