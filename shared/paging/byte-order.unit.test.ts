import { expect, test } from 'vitest';
import { byteOrder } from './byte-order.ts';

test("strings sort by UTF-8 bytes, as in DynamoDB, where JavaScript's order differs", () => {
  const [highest, astral] = ['\uffee', '\u{1f600}'];
  expect(highest < astral).toBe(false);
  expect(byteOrder(highest, astral)).toBeLessThan(0);
  expect(['é', 'z', '', '\u{10000}', 'a', '漢'].sort(byteOrder)).toEqual([
    '',
    'a',
    'z',
    'é',
    '漢',
    '\u{10000}',
  ]);
});
