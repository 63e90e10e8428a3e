import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiUnreachable } from './api-error.ts';

let configuration: typeof import('./configuration.ts').configuration;

// What is known is the module's: each test has one that knows nothing.
beforeEach(async () => {
  vi.resetModules();
  ({ configuration } = await import('./configuration.ts'));
});

afterEach(() => void vi.unstubAllGlobals());

const local = { api: '/api', stage: 'local' };

test('the configuration is read once, whoever asks', async () => {
  const read = vi.fn(async (_url: string) => Response.json(local));
  vi.stubGlobal('fetch', read);
  expect(await Promise.all([configuration(), configuration()])).toEqual([local, local]);
  expect(await configuration()).toEqual(local);
  expect(read.mock.calls).toEqual([['/config.json']]);
});

test.each<[string, () => Promise<Response>]>([
  ['nothing answers', () => Promise.reject(new TypeError('fetch failed'))],
  ['there is none', async () => new Response('', { status: 404 })],
])('when %s it cannot be reached, and is read again the next time', async (_, answer) => {
  vi.stubGlobal('fetch', answer);
  await expect(configuration()).rejects.toMatchObject({ name: ApiUnreachable.name });
  vi.stubGlobal('fetch', async () => Response.json(local));
  expect(await configuration()).toEqual(local);
});
