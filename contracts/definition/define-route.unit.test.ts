import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allRoutes } from '../all.ts';
import { defineRoute, headersOf, type RouteContract } from './define-route.ts';
import { problems } from './problems.ts';
import { pageQuerySchema } from './query-parameters.ts';

const role = 'editor';
const summary = 'Does something.';
const answer = { status: 200, body: z.strictObject({ name: z.string() }) } as const;

describe('a route', () => {
  test('takes an id for each parameter in its path', () => {
    const { parameters } = defineRoute('Move', 'POST', '/boxes/{boxId}/things/{thingId}', () => ({
      role,
      summary,
      answer,
    }));
    const ids = {
      boxId: '019B0000-0000-7000-8000-000000000001',
      thingId: '019b0000-0000-7000-8000-000000000002',
    };
    expect(parameters.parse(ids)).toEqual({ ...ids, boxId: ids.boxId.toLowerCase() });
    expect(parameters.safeParse({ ...ids, thingId: '7' }).success).toBe(false);
    expect(parameters.safeParse({ boxId: ids.boxId }).success).toBe(false);
  });

  test('takes no query and no body by default', () => {
    const { query, body } = defineRoute('Get', 'GET', '/things', () => ({ role, summary, answer }));
    expect([query.safeParse({}).success, query.safeParse({ limit: '1' }).success, body]).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  const problemsOf = (method: RouteContract['method'], path = '/things', props: object = {}) =>
    defineRoute('Route', method, path, () => ({ role, summary, answer, ...props })).problems;

  test('has the problems implied by its method, path and query, and its own', () => {
    const always = [
      'not-signed-in',
      'access-denied',
      'invalid-request',
      'payload-too-large',
      'unsupported-media-type',
      'internal-error',
      'overloaded',
    ];
    expect(problemsOf('GET').toSorted()).toEqual(always.toSorted());
    expect(problemsOf('GET', '/things/{thingId}')).toContain('not-found');
    expect(problemsOf('GET', '/things', { query: pageQuerySchema })).toContain('invalid-cursor');
    expect(problemsOf('POST')).toEqual(
      expect.arrayContaining(['idempotency-key-reused', 'concurrent-change']),
    );
    expect(problemsOf('PATCH')).toEqual(expect.arrayContaining(['version-mismatch', 'concurrent-change']));
    expect(problemsOf('POST', '/things', { problems: ['gone'] })).toContain('gone');
  });

  test('lists each problem once', () => {
    const named = problemsOf('POST', '/things', { problems: ['concurrent-change'] });
    expect(named.filter((code) => code === 'concurrent-change')).toHaveLength(1);
  });

  test('answers with an ETag if the body has a version, and with a Location if something was created', () => {
    const versioned = z.strictObject({ version: z.int() });
    const headers = (status: 200 | 201 | 202, body: z.ZodType) =>
      headersOf(defineRoute('Route', 'POST', '/things', () => ({ role, summary, answer: { status, body } })));
    expect(headers(200, answer.body)).toEqual([]);
    expect(headers(200, versioned)).toEqual(['ETag']);
    expect(headers(201, versioned)).toEqual(['ETag', 'Location']);
    expect(headers(202, answer.body)).toEqual(['Location']);
  });
});

describe.each(allRoutes.map((route) => [route.name, route] as const))('%s', (_, route) => {
  test('is for viewers if it reads, and for editors if it writes', () => {
    expect(route.role).toBe(route.method === 'GET' ? 'viewer' : 'editor');
  });

  test('has a summary of one sentence', () => {
    expect(route.summary).toMatch(/^[A-Z].*\.$/);
  });

  test('returns every field that it takes', () => {
    const { body, answer, name } = route;
    if (!(body instanceof z.ZodObject) || !(answer.body instanceof z.ZodObject)) return;
    // Their answers are about something else than what they take.
    const taken = ['AdjustStock', 'ImportPurchases'].includes(name) ? [] : Object.keys(body.shape);
    const missing = taken.filter((field) => !(field in (answer.body as z.ZodObject).shape));
    expect(missing, 'Add them to the answer in the shapes.ts of the service').toEqual([]);
  });
});

test('every problem belongs to a route, or to requests that match no route', () => {
  const named = new Set(allRoutes.flatMap((route) => route.problems));
  expect(Object.keys(problems).filter((code) => !named.has(code as never))).toEqual(['method-not-allowed']);
});
