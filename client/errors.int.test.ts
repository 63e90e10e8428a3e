import { expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { ApiProblem, ApiUnreachable, isProblem } from './errors.ts';
import { type Answer, problem, startServer } from './testing/start-server.ts';

/** The error of a single attempt, and the requests that the server received. */
async function failureOf(answer: Answer) {
  const { baseUrl, received } = await startServer(answer);
  const api = createClient({ baseUrl, attempts: 1 });
  const error = await api('GET /customers').catch((thrown: unknown) => thrown);
  return { error, received };
}

test('a refusal is a problem with a code, bad fields and a correlation id', async () => {
  const errors = [{ path: 'name', message: 'is required' }];
  const { error } = await failureOf(problem(400, 'invalid-request', { errors }));
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status: 400, code: 'invalid-request', message: 'D', correlationId: 'c-1' });
  expect(error).toMatchObject({ errors, retryAfterMs: 0 });
  expect(isProblem(error, 'not-found', 'invalid-request')).toBe(true);
  expect(isProblem(error, 'not-found')).toBe(false);
  expect(isProblem(new Error('invalid-request'), 'invalid-request')).toBe(false);
});

test('a failure of the API is a problem, too', async () => {
  const { error } = await failureOf(problem(500, 'internal-error'));
  expect(isProblem(error, 'internal-error')).toBe(true);
});

test.each([
  [401, 'not-signed-in'],
  [403, 'access-denied'],
  [429, 'too-many-requests'],
  [502, 'bad-gateway'],
] as const)('a problem from API Gateway with status %i has its code', async (status, code) => {
  const { error } = await failureOf(problem(status, code, { correlationId: 'gateway' }));
  expect(isProblem(error, code)).toBe(true);
  expect(error).toMatchObject({ status, correlationId: 'gateway' });
});

test.each([
  [401, 'not-signed-in'],
  [403, 'access-denied'],
])('a bare %i, as firewalls answer it, is the problem %s', async (status, code) => {
  const { error, received } = await failureOf([status, { message: 'Forbidden' }]);
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status, code, message: 'Forbidden' });
  expect(error).toMatchObject({ correlationId: received[0]?.headers['x-correlation-id'] });
});

test.each<[what: string, answer: Answer, message: RegExp]>([
  ['is HTML', [200, '<!doctype html>'], /^GET http.*\/api\/customers answered 200\.$/],
  ['comes from a proxy', [502, '<h1>Bad gateway</h1>'], /answered 502\.$/],
  ['comes from another service', [404, { message: 'No such thing' }], /answered 404: No such thing$/],
  ['is a bare null', [500, 'null'], /answered 500\.$/],
])('an answer that %s is not from the API', async (_, answer, message) => {
  const { error } = await failureOf(answer);
  expect(error).toBeInstanceOf(ApiUnreachable);
  expect(error).toMatchObject({ message: expect.stringMatching(message), status: (answer as [number])[0] });
});

test('the error names the system that is not responding, and the reason', async () => {
  const { baseUrl, close } = await startServer();
  await close();
  const error = await createClient({ baseUrl, attempts: 1 })('GET /purchases').catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ApiUnreachable);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^http.*\/api\/purchases is not responding: .*ECONNREFUSED/),
    status: undefined,
  });
});

test('a system that does not answer in time is unreachable', async () => {
  const never = async (_: string, { signal }: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const api = createClient({ baseUrl: 'http://localhost', fetch: never, attempts: 1, timeoutMs: 1 });
  await expect(api('GET /customers')).rejects.toThrow(/is not responding: .*timeout/);
});

test('an error that prevents a request from being sent is rethrown as is', async () => {
  const error = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
  const api = createClient({ baseUrl: 'http://localhost', fetch: () => Promise.reject(error) });
  await expect(api('GET /customers')).rejects.toBe(error);
});
