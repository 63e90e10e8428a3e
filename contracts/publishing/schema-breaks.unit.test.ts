import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contractBreaks } from './schema-breaks.ts';

const money = z.object({ amount: z.int().min(0), currency: z.string() });

const fields = {
  thingId: z.uuid(),
  name: z.string().optional(),
  kind: z.enum(['big', 'small']),
  price: money,
  tags: z.array(z.object({ label: z.string() })),
};

/** What changes of an event's fields break. */
const breaksOf = (changes: Readonly<Record<string, z.ZodType>>, without: readonly string[] = []) => {
  const changed = Object.entries({ ...fields, ...changes }).filter(([field]) => !without.includes(field));
  const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });
  return contractBreaks(json(z.object(fields)), json(z.object(Object.fromEntries(changed))));
};

describe('no break is', () => {
  test('a contract that stays as it is', () => {
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

describe('a break is', () => {
  test('a field removed', () => {
    expect(breaksOf({}, ['kind'])).toEqual(['detail.kind was removed.']);
    expect(breaksOf({}, ['name'])).toEqual(['detail.name was removed.']);
  });

  test('a field removed deep inside', () => {
    expect(breaksOf({ price: money.omit({ currency: true }) })).toEqual([
      'detail.price.currency was removed.',
    ]);
  });

  test('a new required field', () => {
    expect(breaksOf({ colour: z.string() })).toEqual([
      'detail.colour is required, and was not: older events lack it.',
    ]);
  });

  test('an optional field that becomes required', () => {
    expect(breaksOf({ name: z.string() })).toEqual([
      'detail.name is required, and was not: older events lack it.',
    ]);
  });

  test('a required field that becomes optional', () => {
    expect(breaksOf({ kind: fields.kind.optional() })).toEqual([
      'detail.kind is optional, and was required: older consumers need it.',
    ]);
  });

  test.each<[string, Record<string, z.ZodType>]>([
    ['another type', { kind: z.int() }],
    ['an object that becomes a number', { price: z.int() }],
    ['another format', { thingId: z.string() }],
    ['a value that an older consumer does not know', { kind: z.enum(['big', 'small', 'tiny']) }],
    ['a value that is no longer allowed', { kind: z.enum(['big']) }],
    ['another limit', { price: money.extend({ amount: z.int().min(-5) }) }],
    ['a field that may be null', { kind: fields.kind.nullable() }],
    ['a list of other things', { tags: z.array(z.object({ name: z.string() })) }],
  ])('%s', (_, changes) => {
    const path = `detail.${Object.keys(changes)[0]}`;
    expect(breaksOf(changes)).toEqual([expect.stringMatching(new RegExp(`^${path}[^ ]* was .+ and is `))]);
  });

  test('every one of several', () => {
    expect(breaksOf({ colour: z.string(), kind: z.int() }, ['tags'])).toHaveLength(3);
  });
});
