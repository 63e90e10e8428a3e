import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedFields } from './repeated-fields.ts';

/** JSON as text: the fields of an object may be repeated. */
type Written =
  | { readonly kind: 'plain'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Written[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, Written])[] };

const name = fc.constantFrom('a', 'b', 'a"', '{', '}', ':', '\\', '__proto__', 'é');
const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      kind: fc.constant('plain' as const),
      value: fc.oneof(name, fc.string(), fc.integer(), fc.constant(null)),
    }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('written'), { maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('object' as const),
      fields: fc.array(fc.tuple(name, tie('written')), { maxLength: 4 }),
    }),
  ),
}));

/** The JSON text. Some field names are escaped: `"\u0061"` is the field `a`, too. */
function textOf(value: Written, blank: string): string {
  if (value.kind === 'plain') return JSON.stringify(value.value);
  if (value.kind === 'list') return `[${value.items.map((item) => textOf(item, blank)).join(`${blank},`)}]`;
  const fields = value.fields.map(
    ([field, inner], index) =>
      `${index % 2 === 0 ? JSON.stringify(field) : escaped(field)}${blank}:${blank}${textOf(inner, blank)}`,
  );
  return `{${blank}${fields.join(',')}${blank}}`;
}

const escaped = (field: string): string =>
  `"${[...field].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;

function repeatedIn(value: Written, path: string): string[] {
  if (value.kind === 'plain') return [];
  if (value.kind === 'list') return value.items.flatMap((item) => repeatedIn(item, path));
  const names = value.fields.map(([field]) => field);
  const prefix = path === '' ? '' : `${path}.`;
  return [
    ...names.filter((field, index) => names.indexOf(field) !== index).map((field) => prefix + field),
    ...value.fields.flatMap(([field, inner]) => repeatedIn(inner, prefix + field)),
  ];
}

test('finds exactly the fields that an object has more than once', () => {
  fc.assert(
    fc.property(written, fc.constantFrom('', ' ', '\n\t'), (value, blank) => {
      const expected = [...new Set(repeatedIn(value, ''))].sort();
      expect(repeatedFields(textOf(value, blank)).sort()).toEqual(expected);
    }),
  );
});

test('treats equal names in different objects as different fields', () => {
  expect(repeatedFields('{"a":{"a":1,"b":{"a":2}},"b":[{"a":3},{"a":4}]}')).toEqual([]);
});
