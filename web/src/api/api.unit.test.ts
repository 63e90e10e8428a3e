import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { ApiProblem, ApiUnreachable, isConflict, textOf } from './api-error.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Stubs the API's answer, and returns the URLs requested. */
function stubApi(answer: () => Response): string[] {
  const urls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url === '/config.json') return Response.json({ api: '/api' });
    urls.push(url);
    return answer();
  });
  return urls;
}

test('requests go to the API in the configuration', async () => {
  const urls = stubApi(() => Response.json({ items: [] }));
  await api('GET /customers', { query: { name: 'zoë', country: undefined, limit: 5 } });
  expect(urls).toEqual(['/api/customers?name=zo%C3%AB&limit=5']);
});

test('a request is sent once: retries are up to the cache', async () => {
  const urls = stubApi(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(api('GET /statistics/customers')).rejects.toThrow(ApiUnreachable);
  expect(urls).toHaveLength(1);
});

test('a user who is not signed in gets a message of the page', async () => {
  stubApi(() => Response.json({ message: 'Unauthorized' }, { status: 401 }));
  const error = await api('GET /purchases').catch((thrown) => thrown);
  expect(textOf(error)).toMatch(/^You are not signed in\./);
});

test('any other problem has the message of the API', () => {
  const problem = { status: 412, code: 'version-mismatch', detail: 'The current version is "4".' } as const;
  expect(textOf(new ApiProblem(problem))).toBe('The current version is "4".');
});

test('a change that lost against someone else’s is a conflict', () => {
  const problemWith = (code: 'version-mismatch' | 'concurrent-change' | 'not-found') =>
    new ApiProblem({ status: 409, code, detail: 'D' });
  expect(isConflict(problemWith('version-mismatch'))).toBe(true);
  expect(isConflict(problemWith('concurrent-change'))).toBe(true);
  expect(isConflict(problemWith('not-found'))).toBe(false);
  expect(isConflict(new ApiUnreachable('no answer'))).toBe(false);
});
