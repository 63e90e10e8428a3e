import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idSchema, isId, lowestIdAt, newId, shardOf, timeOfId } from './ids.ts';

const time = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });

describe('a new id', () => {
  test('is a UUID that sorts after earlier ones', () => {
    const ids = Array.from({ length: 100 }, () => newId());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(idSchema.parse(id)).toBe(id);
  });

  test('is between the lowest id of its millisecond and that of the next', () => {
    fc.assert(
      fc.property(time, (date) => {
        const id = newId(date.toISOString());
        expect(lowestIdAt(date.getTime()) <= id).toBe(true);
        expect(id < lowestIdAt(date.getTime() + 1)).toBe(true);
      }),
    );
  });
});

test('ids of one millisecond are all different', () => {
  const ids = Array.from({ length: 20_000 }, () => newId('1970-01-01T00:00:00.000Z'));
  expect(new Set(ids).size).toBe(20_000);
  expect(new Set(ids.map(timeOfId))).toEqual(new Set(['1970-01-01T00:00:00.000Z']));
});

test('the lowest ids of two times sort like the times', () => {
  fc.assert(
    fc.property(time, time, (a, b) => {
      expect(Math.sign(Number(lowestIdAt(a.getTime()) > lowestIdAt(b.getTime())))).toBe(Number(a > b));
    }),
  );
});

test.each([-1, Number.MAX_SAFE_INTEGER])('the lowest id of %d, a time out of range, is a valid id', (ms) => {
  expect(idSchema.safeParse(lowestIdAt(ms)).success).toBe(true);
});

test('an id is parsed to lower case', () => {
  expect(idSchema.parse('019B0000-0000-7000-8000-00000000ABCD')).toBe('019b0000-0000-7000-8000-00000000abcd');
});

test('anything else is refused, saying what an id is', () => {
  expect(idSchema.safeParse('42').error?.issues.map(({ message }) => message)).toEqual(['must be a UUID']);
  expect([isId('42'), isId(newId().toUpperCase())]).toEqual([false, true]);
});

test('an id tells when it was made, to the millisecond', () => {
  fc.assert(
    fc.property(time, (date) => {
      expect(timeOfId(newId(date.toISOString()))).toBe(date.toISOString());
    }),
  );
});

test('the shard of an id is always the same, and the ids of one moment are spread over all', () => {
  const ids = Array.from({ length: 200 }, () => newId('2026-03-14T15:09:26.535Z'));
  const shards = ids.map((id) => shardOf(id, 4));
  expect(new Set(shards)).toEqual(new Set([0, 1, 2, 3]));
  expect(ids.map((id) => shardOf(id, 4))).toEqual(shards);
  expect(shardOf('019b0000-0000-7000-8000-00000000000b', 4)).toBe(3);
});
