import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { ApiProblem, ApiUnreachable, isProblem } from './errors.ts';
import { type Answer, answering, problem } from './testing/answering.ts';

/** What a single attempt fails with, and what the server received. */
async function failureOf(answer: Answer) {
  const { baseUrl, received } = await answering(answer);
  const api = createClient({ baseUrl, attempts: 1 });
  const error = await api('GET /customers').catch((thrown: unknown) => thrown);
  return { error, received };
}

test('a refusal is a problem with its code, its fields and its correlation id', async () => {
  const errors = [{ path: 'name', message: 'is required' }];
  const { error } = await failureOf(problem(400, 'invalid-request', { errors }));
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status: 400, code: 'invalid-request', message: 'D', correlationId: 'c-1' });
  expect(error).toMatchObject({ errors, retryAfterMs: 0 });
  expect(isProblem(error, 'not-found', 'invalid-request')).toBe(true);
  expect(isProblem(error, 'not-found')).toBe(false);
  expect(isProblem(new Error('invalid-request'), 'invalid-request')).toBe(false);
});

test('a failure of the API is a problem too', async () => {
  const { error } = await failureOf(problem(500, 'internal-error'));
  expect(isProblem(error, 'internal-error')).toBe(true);
});

test.each([
  [403, 'not-signed-in'],
  [429, 'too-many-requests'],
  [502, 'bad-gateway'],
] as const)('what API Gateway refuses with %i, worded as a problem, has its code', async (status, code) => {
  const { error } = await failureOf(problem(status, code, { correlationId: 'gateway' }));
  expect(isProblem(error, code)).toBe(true);
  expect(error).toMatchObject({ status, correlationId: 'gateway' });
});

test.each([401, 403])('a %i in other words says that nobody is signed in', async (status) => {
  const { error, received } = await failureOf([status, { message: 'Missing Authentication Token' }]);
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status, code: 'not-signed-in', message: 'Missing Authentication Token' });
  expect(error).toMatchObject({ correlationId: received[0]?.headers['x-correlation-id'] });
});

test.each<[what: string, answer: Answer, message: RegExp]>([
  ['is HTML', [200, '<!doctype html>'], /^GET http.*\/api\/customers answered 200\.$/],
  ['comes from a proxy', [502, '<h1>Bad gateway</h1>'], /answered 502\.$/],
  ['comes from another service', [404, { message: 'No such thing' }], /answered 404: No such thing$/],
  ['is nothing but a word', [500, 'null'], /answered 500\.$/],
])('an answer that %s is none of the API', async (_, answer, message) => {
  const { error } = await failureOf(answer);
  expect(error).toBeInstanceOf(ApiUnreachable);
  expect(error).toMatchObject({ message: expect.stringMatching(message), status: (answer as [number])[0] });
});

test('a system that does not answer is named with the reason', async () => {
  const { baseUrl, close } = await answering();
  await close();
  const error = await createClient({ baseUrl, attempts: 1 })('GET /purchases').catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ApiUnreachable);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^http.*\/api\/purchases does not answer: .*ECONNREFUSED/),
    status: undefined,
  });
});

test('a system that does not answer in time cannot be reached', async () => {
  const never = async (_: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const api = createClient({ baseUrl: 'http://localhost', fetch: never, attempts: 1, timeoutMs: 1 });
  await expect(api('GET /customers')).rejects.toThrow(/does not answer: .*timeout/);
});

test('what keeps a request from being sent is thrown as it is', async () => {
  const error = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
  const api = createClient({ baseUrl: 'http://localhost', fetch: () => Promise.reject(error) });
  await expect(api('GET /customers')).rejects.toBe(error);
});
