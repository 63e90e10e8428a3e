import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineRoute, type RouteProps } from '../definition/define-route.ts';
import { publishedRoute, routeBreaks } from './published-route.ts';

const thing = z.strictObject({ name: z.string(), size: z.enum(['big', 'small']), version: z.int() });

const props: RouteProps = {
  role: 'viewer',
  summary: '',
  query: z.strictObject({ limit: z.string().optional() }),
  body: z.strictObject({ name: z.string(), colour: z.string().optional() }),
  answer: { status: 200, body: thing },
};

const published = (changes: Partial<RouteProps>, path = '/things') =>
  publishedRoute(defineRoute('MakeThing', 'POST', path, () => ({ ...props, ...changes })));

const breaks = (changes: Partial<RouteProps>, path?: string) =>
  routeBreaks(published({}), published(changes, path));

describe('clients keep working', () => {
  test('when a route stays the same, accepts more, or answers more', () => {
    expect(breaks({})).toEqual([]);
    expect(breaks({ summary: 'Another summary.', problems: ['gone'] })).toEqual([]);
    expect(
      breaks({ query: z.strictObject({ limit: z.string().optional(), sort: z.string().optional() }) }),
    ).toEqual([]);
    expect(breaks({ answer: { status: 200, body: thing.extend({ weight: z.int() }) } })).toEqual([]);
  });

  test('when a route begins to accept a body with only optional fields', () => {
    const without = publishedRoute(
      defineRoute('Get', 'GET', '/things', () => ({ ...props, body: undefined as never })),
    );
    const body = z.strictObject({ note: z.string().optional() });
    const now = publishedRoute(defineRoute('Get', 'GET', '/things', () => ({ ...props, body })));
    expect(routeBreaks(without, now)).toEqual([]);
  });
});

describe('clients break', () => {
  test('when a route moves or requires another role', () => {
    expect(breaks({}, '/boxes')).toEqual(['The path changed from /things to /boxes.']);
    expect(breaks({ role: 'editor' })).toEqual(['The role changed from viewer to editor.']);
  });

  test('when a route requires more', () => {
    expect(breaks({ query: z.strictObject({ limit: z.string() }) })).toEqual([
      'query.limit is now required: older clients do not send it.',
    ]);
    expect(breaks({ query: z.strictObject({}) })).toEqual(['query.limit was removed.']);
    expect(breaks({ body: z.strictObject({ name: z.string(), colour: z.string() }) })).toEqual([
      'body.colour is now required: older clients do not send it.',
    ]);
  });

  test('when the answer has less, or something else', () => {
    expect(breaks({ answer: { status: 202, body: thing } })).toEqual(['The status changed from 200 to 202.']);
    expect(breaks({ answer: { status: 200 } })).toEqual([
      'The answer no longer has the header ETag.',
      'answer was removed.',
    ]);
    expect(breaks({ answer: { status: 200, body: thing.omit({ name: true }) } })).toEqual([
      'answer.name was removed.',
    ]);
    const grown = thing.extend({ size: z.enum(['big', 'small', 'tiny']) });
    expect(breaks({ answer: { status: 200, body: grown } })).toHaveLength(1);
  });
});
