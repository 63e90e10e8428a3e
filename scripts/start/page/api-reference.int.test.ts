import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from '../../../local/http/loopback-server.ts';
import { apiReference } from './api-reference.ts';

let server: LoopbackServer;
beforeAll(async () => {
  server = await openLoopbackServer(0);
  server.serve([apiReference]);
});
afterAll(() => server.close());

describe('the API reference', () => {
  test('is served with all files that its page refers to', async () => {
    for (const path of ['/docs', '/docs/']) {
      const page = await (await fetch(server.url + path)).text();
      const referred = [...page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, file = '']) => file);
      expect(referred).toHaveLength(5);
      for (const file of referred) {
        const { status, headers } = await fetch(server.url + file);
        expect([file, status]).toEqual([file, 200]);
        expect(Number(headers.get('content-length'))).toBeGreaterThan(50);
      }
    }
  });

  test('reads a document that takes no token, and sends no requests elsewhere', async () => {
    const script = await (await fetch(`${server.url}/docs/reference.js`)).text();
    expect(script).toContain("url: '/docs/openapi.json'");
    expect(script).not.toMatch(/https?:/);
    const { headers } = await fetch(`${server.url}/docs`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'self'/);
  });

  test('is read-only', async () => {
    expect((await fetch(`${server.url}/docs`, { method: 'POST' })).status).toBe(405);
  });

  test.each(['/docs/package.json', '/docs/../package.json', '/docs/index.js', '/documents'])(
    'does not serve %s',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );
});
