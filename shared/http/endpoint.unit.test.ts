import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { pageQuerySchema } from '../../contracts/definition/query-parameters.ts';
import type { IdempotencyTable } from '../idempotency/idempotency-table.ts';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { msLeft } from '../retries/time-budget.ts';
import {
  type ApiHandler,
  type ApiRequest,
  aContext,
  anApiEvent,
  anEditor,
  ask,
  REQUEST_ID,
} from '../testing/api-event.ts';
import { ok } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { HttpRefusal } from './http-refusal.ts';

const anyAnswer = { status: 200, body: z.any() } as const;

const EchoThing = defineRoute('EchoThing', 'PATCH', '/things/{thingId}', () => ({
  role: 'editor',
  summary: 'Answers what it was given.',
  query: pageQuerySchema,
  body: z.strictObject({
    name: z.string().min(1, 'must not be empty'),
    size: z.int(),
    deep: z.object({ x: z.string() }).optional(),
  }),
  answer: anyAnswer,
}));
const MakeThing = defineRoute('MakeThing', 'POST', '/things', () => ({
  role: 'editor',
  summary: 'Takes idempotency keys.',
  answer: anyAnswer,
}));
const GetThings = defineRoute('GetThings', 'GET', '/things', () => ({
  role: 'viewer',
  summary: 'Takes nothing.',
  answer: anyAnswer,
  problems: ['method-not-allowed'],
}));
const thingId = '019b0000-0000-7000-8000-000000000001';

const echo = endpoint(EchoThing, async ({ path, query, body, ifMatch, cause }) => {
  ifMatch(3);
  return ok({ path, query, body, cause });
});

const aRequest = (changes: ApiRequest = {}): ApiRequest => ({
  method: 'PATCH',
  path: `/things/${thingId}`,
  pathParameters: { thingId },
  body: { name: 'x', size: 1 },
  ...changes,
});

/** Accepts idempotency keys, but does not remember them. */
const keyed = endpoint(MakeThing, async () => ok({}), { idempotency: {} as IdempotencyTable });

/** An endpoint without input that fails with this error. */
const failing = (error: unknown) =>
  endpoint(GetThings, async () => {
    throw error;
  });

const pathsOf = (body: { errors: { path: string }[] }) => body.errors.map(({ path }) => path);

beforeEach(() => {
  vi.spyOn(logger, 'error').mockReturnValue();
});

describe('a request', () => {
  test('is parsed with its contract', async () => {
    const { status, headers, body } = await ask(
      echo,
      aRequest({ query: { limit: '5' }, headers: { 'IF-match': '"3"' } }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      path: { thingId },
      query: { limit: 5 },
      body: { name: 'x', size: 1 },
    });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test('is refused with all bad fields at once', async () => {
    const { status, headers, body } = await ask(
      echo,
      aRequest({
        pathParameters: { thingId: '42' },
        query: { limit: '0', sort: 'up' },
        body: { name: '', size: 'big', deep: {}, colour: 'red' },
      }),
    );
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { path: 'thingId', message: 'must be a UUID' },
        { path: 'limit', message: 'must be at least 1' },
        { path: 'sort', message: 'is unknown' },
        { path: 'name', message: 'must not be empty' },
        { path: 'size', message: 'must be a number' },
        { path: 'deep.x', message: 'is required' },
        { path: 'colour', message: 'is unknown' },
      ]),
    );
    expect(body.errors).toHaveLength(7);
  });

  test('without a required body is refused', async () => {
    const { status, body } = await ask(echo, aRequest({ body: undefined }));
    expect([status, body.errors]).toEqual([400, [{ path: 'body', message: 'is required' }]]);
  });

  test('with an unexpected body is refused', async () => {
    const { status, body } = await ask(failing(new Error('not reached')), aRequest({ pathParameters: {} }));
    expect([status, pathsOf(body)]).toEqual([400, ['name', 'size']]);
  });

  test('with a repeated parameter is refused, naming each', async () => {
    const query = { limit: ['1', '2'], cursor: ['a', 'a'], sort: 'up' };
    const { status, body } = await ask(echo, aRequest({ query }));
    expect([status, pathsOf(body)]).toEqual([400, ['limit', 'cursor']]);
  });

  test('is parsed if the gateway sends only single values of parameters and headers', async () => {
    const event = anApiEvent(aRequest({ query: { limit: '5', sort: 'up' }, headers: { 'If-Match': '"3"' } }));
    const once = { ...event, multiValueHeaders: null, multiValueQueryStringParameters: null };
    const { statusCode, body } = await (echo as unknown as ApiHandler)(once as never, aContext);
    expect([statusCode, pathsOf(JSON.parse(body))]).toEqual([400, ['sort']]);
  });

  test('with a parameter that is not UTF-8 is refused, naming it', async () => {
    const { status, body } = await ask(echo, aRequest({ query: { cursor: 'a\uFFFD', limit: '\ud800' } }));
    expect([status, pathsOf(body)]).toEqual([400, ['cursor', 'limit']]);
  });

  test('with the field __proto__ is refused like any unknown field', async () => {
    const { status, body } = await ask(echo, {
      ...aRequest({ query: JSON.parse('{"__proto__":"1"}') }),
      body: '{"name":"x","size":1,"__proto__":{"name":"y"}}',
    });
    expect(status).toBe(400);
    expect(pathsOf(body)).toEqual(['__proto__', '__proto__']);
  });

  test('combines repeated If-Match headers into one list', async () => {
    const statusOf = async (headers: Record<string, string | string[]>) =>
      (await ask(echo, aRequest({ headers }))).status;
    expect(await statusOf({ 'If-Match': ['"1"', '"2", "3"'], 'if-match': '"4"' })).toBe(200);
    expect(await statusOf({ 'If-Match': ['"1"', '"2"'], 'if-match': '"4"' })).toBe(412);
  });

  test('with two different idempotency keys is refused', async () => {
    const twice = (keys: string[]) =>
      ask(keyed, { method: 'POST', headers: { 'idempotency-key': keys } }).then(({ status }) => status);
    expect([await twice(['a', 'b']), await twice(['a', 'a'])]).toEqual([400, 200]);
  });

  test.each([
    [1, 200],
    [255, 200],
    [256, 400],
    [0, 400],
  ])('with an idempotency key of %i characters is answered %i', async (length, status) => {
    const headers = { 'idempotency-key': 'k'.repeat(length) };
    expect((await ask(keyed, { method: 'POST', headers })).status).toBe(status);
  });
});

describe('a body', () => {
  test.each([
    [400, 'invalid-request', aRequest({ body: '{"name":', headers: { 'content-type': 'application/json' } })],
    [413, 'payload-too-large', aRequest({ body: { name: 'é'.repeat(51 * 1024) } })],
    [415, 'unsupported-media-type', aRequest({ headers: { 'content-type': 'text/plain' } })],
    [415, 'unsupported-media-type', aRequest({ body: '{}', headers: { 'content-type': '' } })],
  ])('is refused with %d %s', async (status, code, request) => {
    const answer = await ask(echo, request);
    expect([answer.status, answer.body.status]).toEqual([status, status]);
    expect(answer.body.type).toBe(`urn:multidomain:problem:${code}`);
  });

  test('may declare a character set, in upper or lower case', async () => {
    const headers = { 'Content-Type': 'Application/JSON; charset=utf-8' };
    const { status } = await ask(echo, aRequest({ headers }));
    expect(status).toBe(200);
  });
});

describe('the correlation id', () => {
  const correlationOf = async (header?: string | string[], requestId = REQUEST_ID) => {
    const headers = header === undefined ? {} : { 'X-Correlation-Id': header };
    const { headers: answered, body } = await ask(echo, aRequest({ headers, requestId }));
    return { header: answered['x-correlation-id'], cause: body.cause.correlationId };
  };

  test('of the caller has at most 128 characters', async () => {
    const longest = 'x'.repeat(128);
    expect((await correlationOf(longest)).header).toBe(longest);
    expect((await correlationOf(`${longest}x`)).header).toBe(REQUEST_ID);
  });

  test('of the caller is returned and passed on', async () => {
    expect(await correlationOf('shop:42/A.b_c@d=e+f-g')).toEqual({
      header: 'shop:42/A.b_c@d=e+f-g',
      cause: 'shop:42/A.b_c@d=e+f-g',
    });
  });

  test('sent twice is accepted if both are the same', async () => {
    expect(await correlationOf(['mine', 'mine'])).toEqual({ header: 'mine', cause: 'mine' });
  });

  test.each([undefined, '', 'two words', 'a\nb', '{"a":1}', 'x'.repeat(129), '\u00ff', ['a', 'b']])(
    '%j is replaced by the request id of API Gateway',
    async (header) => {
      expect(await correlationOf(header)).toEqual({ header: REQUEST_ID, cause: REQUEST_ID });
    },
  );

  test.each(['', 'two words', '{"a":1}', 'x'.repeat(129)])(
    'is a new one if API Gateway’s is %j',
    async (requestId) => {
      const { header: answered, cause } = await correlationOf(undefined, requestId);
      expect(answered).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
      expect(cause).toBe(answered);
    },
  );

  test('is in the header and in the body of a refusal', async () => {
    const { headers, body } = await ask(failing(new Refusal('not-found', '')), {
      headers: { 'x-correlation-id': 'mine' },
    });
    expect([headers['x-correlation-id'], body.correlationId]).toEqual(['mine', 'mine']);
  });
});

describe('the cause of what a request writes', () => {
  const actorOf = async (claims: ApiRequest['claims'] = anEditor) =>
    (await ask(echo, aRequest({ claims }))).body.cause.actor;

  test('has the caller as its actor: their id and role, nothing else', async () => {
    const claims = { ...anEditor, username: 'eddie', email: 'eddie@example.com' };
    expect(await actorOf(claims)).toEqual({ id: anEditor.sub, role: 'editor' });
  });

  test('has none with open access', async () => {
    vi.stubEnv('OPEN_ACCESS', 'yes');
    expect(await actorOf()).toBeUndefined();
  });
});

describe('a failure', () => {
  test('that is a refusal is answered with a problem and its headers', async () => {
    const refusal = new HttpRefusal('method-not-allowed', 'Only GET.', { allow: 'GET' });
    const { status, headers, body } = await ask(failing(refusal), { path: '/things' });
    expect(status).toBe(405);
    expect(headers).toMatchObject({
      allow: 'GET',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(body).toEqual({
      type: 'urn:multidomain:problem:method-not-allowed',
      title: 'Method not allowed',
      status: 405,
      detail: 'Only GET.',
      instance: '/api/things',
      correlationId: headers['x-correlation-id'],
    });
    expect(logger.error).not.toHaveBeenCalled();
  });

  test('that is unexpected is answered 500; its cause is only in the log', async () => {
    const error = new Error('secret table multidomain-1234');
    const { status, body } = await ask(failing(error), {});
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body).toMatchObject({
      type: 'urn:multidomain:problem:internal-error',
      detail: 'An internal error occurred. Search the logs for this correlation id.',
    });
    expect(logger.error).toHaveBeenCalledWith('unexpected error', { error });
  });

  test.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'InternalServerError',
    'TimeoutError',
  ])('with %s, from any table, is answered 503 with Retry-After', async (name) => {
    const { status, headers, body } = await ask(
      failing(Object.assign(new Error('multidomain-1234'), { name })),
      {},
    );
    expect([status, body.type]).toEqual([503, 'urn:multidomain:problem:overloaded']);
    expect(headers).toMatchObject({ 'retry-after': '2', 'content-type': 'application/problem+json' });
    expect(JSON.stringify(body)).not.toContain('1234');
  });
});

test('a handler has the time of the invocation, minus two seconds', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-14T15:09:26.535Z'));
  const left = endpoint(GetThings, async () => ok({ left: msLeft() })) as unknown as ApiHandler;
  const context = { ...aContext, getRemainingTimeInMillis: () => 10_000 };
  expect(JSON.parse((await left(anApiEvent(), context)).body)).toEqual({ left: 8_000 });
});
