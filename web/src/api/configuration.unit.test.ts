import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiUnreachable } from './api-error.ts';

let configuration: typeof import('./configuration.ts').configuration;

// The module caches the configuration, so each test imports it anew.
beforeEach(async () => {
  vi.resetModules();
  ({ configuration } = await import('./configuration.ts'));
});

afterEach(() => void vi.unstubAllGlobals());

const local = { api: '/api', stage: 'local' };

test('the configuration is read once', async () => {
  const read = vi.fn(async (_url: string) => Response.json(local));
  vi.stubGlobal('fetch', read);
  expect(await Promise.all([configuration(), configuration()])).toEqual([local, local]);
  expect(await configuration()).toEqual(local);
  expect(read.mock.calls).toEqual([['/config.json']]);
});

test.each<[string, () => Promise<Response>]>([
  ['there is no answer', () => Promise.reject(new TypeError('fetch failed'))],
  ['the file is missing', async () => new Response('', { status: 404 })],
])('if %s, the API is unreachable, and the next request tries again', async (_, answer) => {
  vi.stubGlobal('fetch', answer);
  await expect(configuration()).rejects.toMatchObject({ name: ApiUnreachable.name });
  vi.stubGlobal('fetch', async () => Response.json(local));
  expect(await configuration()).toEqual(local);
});
