import { beforeEach, expect, test, vi } from 'vitest';
import { type ClientOptions, createClient } from './create-client.ts';
import { LONGEST_PAUSE_MS } from './retry-after.ts';
import { type Answer, answering, problem, problemFor } from './testing/answering.ts';

const body = { customerId: 'c', productId: 'p', quantity: 1 };
const lost: Answer = 'cut';

// The random half of each pause is the longest possible here.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  return () => void vi.restoreAllMocks();
});

/** A client of a server with these answers, that notes its pauses in place of waiting. */
async function clientOf(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const pauses: number[] = [];
  const { baseUrl, received } = await answering(...answers);
  const pause = async (ms: number) => void pauses.push(ms);
  return { api: createClient({ baseUrl, pause, ...options }), received, pauses };
}

const keysOf = (received: readonly { readonly headers: Readonly<Record<string, unknown>> }[]) =>
  new Set(received.map(({ headers }) => headers['idempotency-key']));

test.each<[what: string, failure: Answer]>([
  ['a lost answer', lost],
  ['a server error', problem(500, 'internal-error')],
  ['an overload', problem(503, 'overloaded')],
  ['a throttled call', problem(429, 'too-many-requests')],
  ['a proxy without a server', [502, '<h1>Bad gateway</h1>']],
  ['a collision', problem(409, 'concurrent-change')],
])('after %s a GET is sent again, and a POST with the same key', async (_, failure) => {
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

test('a key that is given is that of every attempt', async () => {
  const { api, received } = await clientOf([lost, [202, {}]]);
  await api('POST /purchases', { body, idempotencyKey: 'mine' });
  expect([...keysOf(received)]).toEqual(['mine']);
});

test.each(['PATCH', 'DELETE'] as const)(
  'a %s is sent again only when it is certain that nothing was done',
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

test('pauses double, and are never shorter than the answer asks for, but never very long', async () => {
  const { api, pauses } = await clientOf([
    problem(500, 'internal-error'),
    problemFor('2', 503, 'overloaded'),
    problemFor('3600', 429, 'too-many-requests'),
    problemFor('0', 503, 'overloaded'),
    lost,
    [202, {}],
  ]);
  await api('POST /purchases', { body });
  // The random part comes on top, so that not everybody comes back at the same time.
  expect(pauses).toEqual([200, 2_000 + 200, LONGEST_PAUSE_MS + 400, 1_600, 3_200]);
});

test('half of a pause is random', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { api, pauses } = await clientOf([lost, lost, [200, {}]]);
  await api('GET /customers');
  expect(pauses).toEqual([100, 200]);
});

test('after the last attempt the last error is thrown', async () => {
  const { api, received, pauses } = await clientOf([lost, problem(503, 'overloaded')], { attempts: 2 });
  await expect(api('GET /customers')).rejects.toMatchObject({ code: 'overloaded' });
  expect([received.length, pauses.length]).toEqual([2, 1]);
});

test('nothing is sent again once the client is stopped or the request is cancelled', async () => {
  for (const whose of ['client', 'request'] as const) {
    const stop = new AbortController();
    const { baseUrl, received } = await answering(problem(503, 'overloaded'));
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

test('a request under way when the client is stopped ends as it would', async () => {
  const stop = new AbortController();
  const { baseUrl } = await answering([202, { purchaseId: 'p' }]);
  const stopMeanwhile = (url: string, init: RequestInit) => {
    const answer = fetch(url, init);
    stop.abort();
    return answer;
  };
  const api = createClient({ baseUrl, fetch: stopMeanwhile, stopSignal: stop.signal });
  expect(await api('POST /purchases', { body })).toEqual({ purchaseId: 'p' });
});
