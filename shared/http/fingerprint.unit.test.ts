import { expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const aRequest = (body: unknown) => ({ method: 'POST', resource: '/things', path: {}, query: {}, body });

test('the order of fields makes no difference at any depth, but the order of a list does', () => {
  const print = (body: unknown) => fingerprintOf(aRequest(body));
  expect(print({ b: [{ d: 1, c: 2 }], a: null })).toBe(print({ a: null, b: [{ c: 2, d: 1 }] }));
  expect(print({ a: [1, 2] })).not.toBe(print({ a: [2, 1] }));
});
