import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { ApiProblem, ApiUnreachable, isConflict, textOf } from './api-error.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Lets the API answer, and gives what is asked of it. */
function answering(answer: () => Response): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url === '/config.json') return Response.json({ api: '/api' });
    asked.push(url);
    return answer();
  });
  return asked;
}

test('the page asks the API that its configuration names', async () => {
  const asked = answering(() => Response.json({ items: [] }));
  await api('GET /customers', { query: { name: 'zoë', country: undefined, limit: 5 } });
  expect(asked).toEqual(['/api/customers?name=zo%C3%AB&limit=5']);
});

test('a request is sent once: whether it is sent again is for the cache to say', async () => {
  const asked = answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(api('GET /statistics/customers')).rejects.toThrow(ApiUnreachable);
  expect(asked).toHaveLength(1);
});

test('whoever is not signed in is told so in the words of the page', async () => {
  answering(() => Response.json({ message: 'Missing Authentication Token' }, { status: 403 }));
  const error = await api('GET /purchases').catch((thrown) => thrown);
  expect(textOf(error)).toMatch(/^You are not signed in\./);
});

test('every other problem is told in the words of the API', () => {
  const problem = { status: 412, code: 'version-mismatch', detail: 'The current version is "4".' } as const;
  expect(textOf(new ApiProblem(problem))).toBe('The current version is "4".');
});

test('a change that somebody else was faster with is a conflict', () => {
  const problemWith = (code: 'version-mismatch' | 'concurrent-change' | 'not-found') =>
    new ApiProblem({ status: 409, code, detail: 'D' });
  expect(isConflict(problemWith('version-mismatch'))).toBe(true);
  expect(isConflict(problemWith('concurrent-change'))).toBe(true);
  expect(isConflict(problemWith('not-found'))).toBe(false);
  expect(isConflict(new ApiUnreachable('no answer'))).toBe(false);
});
