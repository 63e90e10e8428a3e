import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, isProblem, UnreachableError } from './api-error.ts';
import { request } from './request.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Lets the API answer; gives what is asked of it. */
function answering(answer: () => Response | Promise<Response>): { url: string; init: RequestInit }[] {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url === '/config.json') return Response.json({ api: '/api' });
    asked.push({ url, init });
    return answer();
  });
  return asked;
}

const problem = {
  type: 'urn:multidomain:problem:version-mismatch',
  title: 'This was changed since it was read',
  status: 412,
  detail: 'The current version is "4".',
  instance: '/api/customers/1',
  correlationId: 'c-1',
};

test('a refusal is an error with the code, the fields and the correlation id', async () => {
  const errors = [{ path: 'name', message: 'is required' }];
  answering(() =>
    Response.json(
      { ...problem, errors },
      { status: 412, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  const error = await request('/customers/1').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 412, code: 'version-mismatch', errors, correlationId: 'c-1' });
  expect(isProblem(error, 'version-mismatch')).toBe(true);
  expect(isProblem(error, 'not-found')).toBe(false);
});

test('an answer that is not the API’s own means that it cannot be reached', async () => {
  answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(request('/customers')).rejects.toThrow(UnreachableError);
});

test.each([401, 403])('a %i that is not the API’s own says that nobody is signed in', async (status) => {
  const asked = answering(() => Response.json({ message: 'Missing Authentication Token' }, { status }));
  const error = await request('/customers').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status, message: expect.stringMatching(/^You are not signed in\./) });
  expect(error).toMatchObject({
    correlationId: new Headers(asked[0]?.init.headers).get('x-correlation-id'),
  });
});

test('a refusal of API Gateway, worded as a problem, says so too, with the id that finds it', async () => {
  const refusal = {
    type: 'urn:multidomain:problem:not-signed-in',
    title: 'Not signed in',
    status: 403,
    detail: 'Missing Authentication Token',
    correlationId: 'c-2',
  };
  answering(() =>
    Response.json(refusal, { status: 403, headers: { 'content-type': 'application/problem+json' } }),
  );
  const error = await request('/customers').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    status: 403,
    correlationId: 'c-2',
    message: expect.stringMatching(/^You are not signed in\./),
  });
});

test('no answer means that it cannot be reached', async () => {
  answering(() => Promise.reject(new TypeError('fetch failed')));
  await expect(request('/customers')).rejects.toThrow(UnreachableError);
});

test('a request that was cancelled is not one that failed', async () => {
  const cancelled = AbortSignal.abort();
  answering(() => Promise.reject(cancelled.reason));
  await expect(request('/customers', { signal: cancelled })).rejects.toBe(cancelled.reason);
});

test('a write carries its key or its version, and every request a correlation id of its own', async () => {
  const asked = answering(() => Response.json({}));
  await request('/products', { method: 'POST', body: { name: 'Mug' }, idempotencyKey: 'k-1' });
  await request('/products/1', { method: 'PATCH', body: {}, ifVersion: 3 });
  const [first, second] = asked.map(({ init }) => new Headers(init.headers));
  expect(first?.get('idempotency-key')).toBe('k-1');
  expect(second?.get('if-match')).toBe('"3"');
  expect(first?.get('x-correlation-id')).toMatch(/^[\w-]{36}$/);
  expect(first?.get('x-correlation-id')).not.toBe(second?.get('x-correlation-id'));
});

test('empty query parameters are left out', async () => {
  const asked = answering(() => Response.json({ items: [] }));
  await request('/customers', { query: { name: 'zoë & co', country: '', cursor: undefined, limit: 5 } });
  expect(asked[0]?.url).toBe('/api/customers?name=zo%C3%AB+%26+co&limit=5');
});
