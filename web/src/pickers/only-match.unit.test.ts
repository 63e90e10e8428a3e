import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onlyMatch, type PickerOption } from './only-match.ts';

const optionOf = (name: string, code?: string): PickerOption => ({
  id: `${name}/${code}`,
  name,
  detail: '',
  code,
});
const [ann, anna, lamp] = [optionOf('Ann Lee'), optionOf('Anna Leeson'), optionOf('Lamp', 'L-1')];

test('a single match is meant, whatever part of its name was typed', () => {
  expect(onlyMatch('an', [ann], false)).toBe(ann);
});

test('no option is meant if there may be more matches', () => {
  expect(onlyMatch('an', [ann], true)).toBeUndefined();
  expect(onlyMatch('an', [ann, anna], false)).toBeUndefined();
  expect(onlyMatch('an', [], false)).toBeUndefined();
});

test('among several, the one with exactly this name or code is meant, ignoring case and accents', () => {
  expect(onlyMatch(' ÁNN  lee', [ann, anna], true)).toBe(ann);
  expect(onlyMatch('l-1', [lamp, optionOf('Lamp L-1')], false)).toBe(lamp);
});

test('one of several namesakes is never picked', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Ann', 'Bob'), { minLength: 2 }), fc.boolean(), (names, hasMore) => {
      const found = names.map((name, index) => ({ ...optionOf(name), id: String(index) }));
      const anns = found.filter(({ name }) => name === 'Ann');
      expect(onlyMatch('ann', found, hasMore)).toBe(anns.length === 1 ? anns[0] : undefined);
    }),
  );
});
