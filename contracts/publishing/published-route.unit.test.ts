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
  publishedRoute(defineRoute('MakeThing', 'POST', path, { ...props, ...changes }));

const breaks = (changes: Partial<RouteProps>, path?: string) =>
  routeBreaks(published({}), published(changes, path));

describe('clients of a route hold', () => {
  test('when it stays as it is, or takes and says more', () => {
    expect(breaks({})).toEqual([]);
    expect(breaks({ summary: 'Other words.', problems: ['gone'] })).toEqual([]);
    expect(
      breaks({ query: z.strictObject({ limit: z.string().optional(), sort: z.string().optional() }) }),
    ).toEqual([]);
    expect(breaks({ answer: { status: 200, body: thing.extend({ weight: z.int() }) } })).toEqual([]);
  });

  test('when it begins to take a body of nothing but optional fields', () => {
    const without = publishedRoute(
      defineRoute('Get', 'GET', '/things', { ...props, body: undefined as never }),
    );
    const body = z.strictObject({ note: z.string().optional() });
    const now = publishedRoute(defineRoute('Get', 'GET', '/things', { ...props, body }));
    expect(routeBreaks(without, now)).toEqual([]);
  });
});

describe('clients of a route break', () => {
  test('when it moves, or asks for another role', () => {
    expect(breaks({}, '/boxes')).toEqual(['The path was /things and is /boxes.']);
    expect(breaks({ role: 'editor' })).toEqual(['The role was viewer and is editor.']);
  });

  test('when it asks for more', () => {
    expect(breaks({ query: z.strictObject({ limit: z.string() }) })).toEqual([
      'query.limit is required, and was not: older clients do not send it.',
    ]);
    expect(breaks({ query: z.strictObject({}) })).toEqual(['query.limit was removed.']);
    expect(breaks({ body: z.strictObject({ name: z.string(), colour: z.string() }) })).toEqual([
      'body.colour is required, and was not: older clients do not send it.',
    ]);
  });

  test('when its answer says less, or otherwise', () => {
    expect(breaks({ answer: { status: 202, body: thing } })).toEqual(['The answer was 200 and is 202.']);
    expect(breaks({ answer: { status: 200 } })).toEqual([
      'The answer has no ETag any more.',
      'answer was removed.',
    ]);
    expect(breaks({ answer: { status: 200, body: thing.omit({ name: true }) } })).toEqual([
      'answer.name was removed.',
    ]);
    const grown = thing.extend({ size: z.enum(['big', 'small', 'tiny']) });
    expect(breaks({ answer: { status: 200, body: grown } })).toHaveLength(1);
  });
});
