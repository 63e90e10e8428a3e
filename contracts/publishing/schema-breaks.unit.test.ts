import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { jsonSchemaOf } from './json-schema.ts';
import { type Direction, schemaBreaks } from './schema-breaks.ts';

const money = z.object({ amount: z.int().min(0), currency: z.string() });

const fields = {
  thingId: z.uuid(),
  name: z.string().optional(),
  kind: z.enum(['big', 'small']),
  price: money,
  tags: z.array(z.object({ label: z.string() })),
};

/** The breaks caused by changes to the fields of an event. */
const breaksOf = (
  changes: Readonly<Record<string, z.ZodType>>,
  without: readonly string[] = [],
  direction: Direction = 'event',
) => {
  const changed = Object.entries({ ...fields, ...changes }).filter(([field]) => !without.includes(field));
  const newer = z.object(Object.fromEntries(changed));
  return schemaBreaks(jsonSchemaOf(z.object(fields)), jsonSchemaOf(newer), direction, 'detail');
};

describe('nothing is broken by', () => {
  test('an unchanged contract', () => {
    expect(breaksOf({})).toEqual([]);
  });

  test('a new optional field, at any depth', () => {
    const price = money.extend({ vat: z.int().optional() });
    expect(breaksOf({ colour: z.string().optional(), price })).toEqual([]);
  });

  test('a description', () => {
    expect(
      breaksOf({ thingId: z.uuid().describe('The thing.'), price: money.describe('Its price.') }),
    ).toEqual([]);
  });
});

describe('consumers are broken by', () => {
  test('a removed field', () => {
    expect(breaksOf({}, ['kind'])).toEqual(['detail.kind was removed.']);
    expect(breaksOf({}, ['name'])).toEqual(['detail.name was removed.']);
  });

  test('a removed nested field', () => {
    expect(breaksOf({ price: money.omit({ currency: true }) })).toEqual([
      'detail.price.currency was removed.',
    ]);
  });

  test('a new required field', () => {
    expect(breaksOf({ colour: z.string() })).toEqual([
      'detail.colour is now required: older events lack it.',
    ]);
  });

  test('an optional field that becomes required', () => {
    expect(breaksOf({ name: z.string() })).toEqual(['detail.name is now required: older events lack it.']);
  });

  test('a required field that becomes optional', () => {
    expect(breaksOf({ kind: fields.kind.optional() })).toEqual([
      'detail.kind is now optional: older consumers need it.',
    ]);
  });

  test.each<[string, Record<string, z.ZodType>]>([
    ['another type', { kind: z.int() }],
    ['an object that becomes a number', { price: z.int() }],
    ['another format', { thingId: z.string() }],
    ['a new value', { kind: z.enum(['big', 'small', 'tiny']) }],
    ['a removed value', { kind: z.enum(['big']) }],
    ['another limit', { price: money.extend({ amount: z.int().min(-5) }) }],
    ['a field that may be null', { kind: fields.kind.nullable() }],
    ['another type of item', { tags: z.array(z.string()) }],
  ])('%s', (_, changes) => {
    const path = `detail.${Object.keys(changes)[0]}`;
    expect(breaksOf(changes)).toEqual([
      expect.stringMatching(new RegExp(`^${path}[^ ]* changed from .+ to `)),
    ]);
  });

  test('each of several changes', () => {
    expect(breaksOf({ colour: z.string(), kind: z.int() }, ['tags'])).toHaveLength(3);
  });
});

describe('a request may', () => {
  const breaks = (changes: Record<string, z.ZodType>) => breaksOf(changes, [], 'request');

  test('require less', () => {
    expect(breaks({ kind: fields.kind.optional() })).toEqual([]);
    expect(breaks({ kind: z.enum(['big', 'small', 'tiny']) })).toEqual([]);
    expect(breaks({ price: money.extend({ amount: z.int() }) })).toEqual([]);
    expect(breaks({ colour: z.string().optional() })).toEqual([]);
    expect(breaks({ kind: fields.kind.nullable(), name: z.string().nullable().optional() })).toEqual([]);
  });

  test('not require more', () => {
    expect(breaks({ colour: z.string() })).toEqual([
      'detail.colour is now required: older clients do not send it.',
    ]);
    expect(breaks({ kind: z.enum(['big']) })).toHaveLength(1);
    expect(breaks({ kind: z.enum(['big']).nullable() })).toHaveLength(1);
    expect(breaks({ price: money.extend({ amount: z.int().min(1) }) })).toHaveLength(1);
    expect(breaks({ tags: fields.tags.max(3) })).toHaveLength(1);
    expect(breaksOf({}, ['name'], 'request')).toEqual(['detail.name was removed.']);
  });
});

describe('an answer may', () => {
  const breaks = (changes: Record<string, z.ZodType>) => breaksOf(changes, [], 'answer');

  test('have more', () => {
    expect(breaks({ colour: z.string() })).toEqual([]);
    expect(breaks({ name: z.string() })).toEqual([]);
    expect(breaks({ kind: z.enum(['big']) })).toEqual([]);
    expect(breaks({ tags: z.array(z.object({ label: z.string(), size: z.int() })) })).toEqual([]);
  });

  test('have more in one of several alternatives, but not less', () => {
    const either = (...fields: string[]) =>
      jsonSchemaOf(
        z.union([
          z.object(Object.fromEntries(fields.map((name) => [name, z.string()]))),
          z.object({ b: z.int() }),
        ]),
        'output',
      );
    expect(schemaBreaks(either('a'), either('a', 'c'), 'answer', 'results')).toEqual([]);
    expect(schemaBreaks(either('a', 'c'), either('a'), 'answer', 'results')).toHaveLength(1);
  });

  test('not have less, or values unknown to older clients', () => {
    expect(breaks({ kind: fields.kind.optional() })).toEqual([
      'detail.kind is now optional: older clients need it.',
    ]);
    expect(breaks({ kind: z.enum(['big', 'small', 'tiny']) })).toHaveLength(1);
    expect(breaks({ tags: z.array(z.object({})) })).toEqual(['detail.tags[].label was removed.']);
    expect(breaksOf({}, ['name'], 'answer')).toEqual(['detail.name was removed.']);
  });
});
