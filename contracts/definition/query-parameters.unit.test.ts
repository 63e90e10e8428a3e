import { describe, expect, test } from 'vitest';
import { anId } from '../../shared/testing/fixed.ts';
import { MAX_IDS } from './limits.ts';
import { flagParameter, idsParameter, pageQuerySchema, wholeNumber } from './query-parameters.ts';

describe('a page of a list', () => {
  test.each([
    ['1', 1],
    ['100', 100],
    ['025', 25],
  ])('can have a limit of %s', (limit, items) => {
    expect(pageQuerySchema.parse({ limit })).toEqual({ limit: items });
  });

  test.each(['0', '101', '-1', '1.5', '1e1', ' 5', '', '0x10', '٣'])('cannot have a limit of %j', (limit) => {
    expect(pageQuerySchema.safeParse({ limit }).success).toBe(false);
  });

  test('cannot have an empty or too long cursor, or an unknown parameter', () => {
    const longest = 'x'.repeat(2048);
    expect(pageQuerySchema.parse({ cursor: longest })).toEqual({ cursor: longest });
    expect(pageQuerySchema.safeParse({ cursor: `${longest}x` }).success).toBe(false);
    expect(pageQuerySchema.safeParse({ cursor: '' }).success).toBe(false);
    expect(pageQuerySchema.safeParse({ page: '2' }).success).toBe(false);
  });
});

test('the error of a whole number says what it must be', () => {
  const messageOf = (text: string) => wholeNumber(0, 150).safeParse(text).error?.issues[0]?.message;
  expect(messageOf('x')).toBe('must be a whole number');
  expect(messageOf('-1')).toBe('must be at least 0');
  expect(messageOf('151')).toBe('must be at most 150');
  expect(messageOf('9'.repeat(400))).toBe('must be a whole number');
});

test('ids are up to 100 UUIDs, separated by commas', () => {
  const ids = Array.from({ length: MAX_IDS + 1 }, (_, n) => anId(n));
  expect(idsParameter.parse(` ${anId(1)} ,${anId(2).toUpperCase()}`)).toEqual([anId(1), anId(2)]);
  expect(idsParameter.safeParse(ids.slice(1).join()).success).toBe(true);
  expect(idsParameter.safeParse(ids.join()).success).toBe(false);
  expect(idsParameter.safeParse(`${anId(1)},`).success).toBe(false);
});

test('a flag is exactly true or false', () => {
  expect([flagParameter.parse('true'), flagParameter.parse('false')]).toEqual([true, false]);
  for (const text of ['', '1', 'True', 'yes']) expect(flagParameter.safeParse(text).success).toBe(false);
});
