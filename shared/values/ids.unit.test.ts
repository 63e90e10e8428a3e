import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idSchema, lowestIdAt, newId } from './ids.ts';

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
  expect(idSchema.safeParse('42').success).toBe(false);
});
