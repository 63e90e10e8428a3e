import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patched, withoutUndefined } from './changes.ts';

describe('a merge patch', () => {
  const value = { name: 'Ada', country: 'France', price: { amount: 1 } };

  test('sets, removes and keeps fields', () => {
    expect(patched(value, { name: 'Eve', country: null })).toEqual({ name: 'Eve', price: { amount: 1 } });
  });

  test.each([{}, { name: 'Ada' }, { price: { amount: 1 } }, { colour: null }, { name: undefined }])(
    'returns the same object if %j changes nothing',
    (patch) => {
      expect(patched(value, patch)).toBe(value);
    },
  );

  test('is idempotent', () => {
    const patches = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, undefined, 1, 'x'));
    fc.assert(
      fc.property(patches, (patch) => {
        const once = patched({ a: 1, b: 2 }, patch);
        expect(patched(once, patch)).toBe(once);
      }),
    );
  });
});

test('undefined fields are left out, others are kept', () => {
  expect(Object.keys(withoutUndefined({ a: undefined, b: null, c: 0, d: '' }))).toEqual(['b', 'c', 'd']);
});
