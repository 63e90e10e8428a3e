import { beforeEach, expect, test, vi } from 'vitest';
import { type ClientOptions, createClient } from './create-client.ts';
import { LONGEST_PAUSE_MS } from './retry-after.ts';
import { type Answer, problem, problemWithRetryAfter, startServer } from './testing/start-server.ts';

const body = { customerId: 'c', productId: 'p', quantity: 1 };
const lost: Answer = 'cut';

// Here, the random half of each pause is as long as it can be.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  return () => void vi.restoreAllMocks();
});

/** A client of a server with these answers; it records its pauses instead of waiting. */
async function clientOf(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const pauses: number[] = [];
  const { baseUrl, received } = await startServer(...answers);
  const pause = async (ms: number) => void pauses.push(ms);
  return { api: createClient({ baseUrl, pause, ...options }), received, pauses };
}

const keysOf = (received: readonly { readonly headers: Readonly<Record<string, unknown>> }[]) =>
  new Set(received.map(({ headers }) => headers['idempotency-key']));

test.each<[what: string, failure: Answer]>([
  ['a lost answer', lost],
  ['a server error', problem(500, 'internal-error')],
  ['an overload', problem(503, 'overloaded')],
  ['throttling', problem(429, 'too-many-requests')],
  ['an answer from a proxy', [502, '<h1>Bad gateway</h1>']],
  ['a concurrent change', problem(409, 'concurrent-change')],
])('after %s, a GET is retried, and a POST with the same key', async (_, failure) => {
  const { api, received } = await clientOf([
    failure,
    failure,
    [202, { purchaseId: 'p' }],
    failure,
    [200, {}],
  ]);
  expect(await api('POST /purchases', { body })).toEqual({ purchaseId: 'p' });
  expect(keysOf(received).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers['x-correlation-id'])).size).toBe(1);
  expect(received.map((one) => one.body)).toEqual(Array(3).fill(JSON.stringify(body)));
  await api('GET /purchases');
  expect(received).toHaveLength(5);
});

test('every attempt has the idempotency key of the caller', async () => {
  const { api, received } = await clientOf([lost, [202, {}]]);
  await api('POST /purchases', { body, idempotencyKey: 'mine' });
  expect([...keysOf(received)]).toEqual(['mine']);
});

test.each(['PATCH', 'DELETE'] as const)(
  'a %s is retried only if it certainly had no effect',
  async (method) => {
    const path = { customerId: 'c' };
    const undone = [problem(429, 'too-many-requests'), problem(409, 'concurrent-change')];
    for (const uncertain of [lost, problem(500, 'internal-error'), problem(503, 'overloaded')]) {
      const { api, received } = await clientOf([...undone, uncertain, [200, {}]]);
      const change =
        method === 'PATCH'
          ? api('PATCH /customers/{customerId}', { path, body: { name: 'A' }, ifVersion: 1 })
          : api('DELETE /customers/{customerId}', { path, ifVersion: 1 });
      await expect(change).rejects.toMatchObject({
        name: uncertain === lost ? 'ApiUnreachable' : 'ApiProblem',
      });
      expect(received).toHaveLength(3);
    }
  },
);

test.each([
  [400, 'invalid-request'],
  [404, 'not-found'],
  [409, 'insufficient-stock'],
  [412, 'version-mismatch'],
  [422, 'unknown-product'],
] as const)('a refusal with %i %s is final', async (status, code) => {
  const { api, received } = await clientOf([problem(status, code)]);
  await expect(api('POST /purchases', { body })).rejects.toMatchObject({ status, code });
  expect(received).toHaveLength(1);
});

test('pauses double and are at least as long as Retry-After, up to a limit', async () => {
  const { api, pauses } = await clientOf([
    problem(500, 'internal-error'),
    problemWithRetryAfter('2', 503, 'overloaded'),
    problemWithRetryAfter('3600', 429, 'too-many-requests'),
    problemWithRetryAfter('0', 503, 'overloaded'),
    lost,
    [202, {}],
  ]);
  await api('POST /purchases', { body });
  // The random part is added, so that clients do not all retry at the same time.
  expect(pauses).toEqual([200, 2_000 + 200, LONGEST_PAUSE_MS + 400, 1_600, 3_200]);
});

test('half of a pause is random', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { api, pauses } = await clientOf([lost, lost, [200, {}]]);
  await api('GET /customers');
  expect(pauses).toEqual([100, 200]);
});

test('the error of the last attempt is thrown', async () => {
  const { api, received, pauses } = await clientOf([lost, problem(503, 'overloaded')], { attempts: 2 });
  await expect(api('GET /customers')).rejects.toMatchObject({ code: 'overloaded' });
  expect([received.length, pauses.length]).toEqual([2, 1]);
});

test('nothing is retried once the client is stopped or the request is cancelled', async () => {
  for (const whose of ['client', 'request'] as const) {
    const stop = new AbortController();
    const { baseUrl, received } = await startServer(problem(503, 'overloaded'));
    const stopAtAnswer = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      const copy = new Response(await response.text(), response);
      stop.abort(new Error(`the ${whose} was stopped`));
      return copy;
    };
    const stopSignal = whose === 'client' ? stop.signal : undefined;
    const signal = whose === 'request' ? stop.signal : undefined;
    const api = createClient({ baseUrl, fetch: stopAtAnswer, stopSignal });
    await expect(api('GET /customers', { signal })).rejects.toThrow(`the ${whose} was stopped`);
    expect(received).toHaveLength(1);
  }
});

test('a request in flight finishes although the client is stopped', async () => {
  const stop = new AbortController();
  const { baseUrl } = await startServer([202, { purchaseId: 'p' }]);
  const stopInFlight = (url: string, init: RequestInit) => {
    const answer = fetch(url, init);
    stop.abort();
    return answer;
  };
  const api = createClient({ baseUrl, fetch: stopInFlight, stopSignal: stop.signal });
  expect(await api('POST /purchases', { body })).toEqual({ purchaseId: 'p' });
});
