import fc from 'fast-check';

/** An event and a pattern. */
export interface Pair {
  readonly pattern: Record<string, unknown>;
  readonly event: unknown;
}

const texts = ['shop', 'Shop', 'shop.orders', 's', '', 'a*', '10.0.0.7', '5'];
const numbers = [0, 5, -5, 5.5, 100, 1e10];
const scalars = fc.constantFrom<unknown>(...texts, ...numbers, true, false, null);
const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);

/** Values for an operator that are mostly right, and some that are not. */
const some = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 12, arbitrary: value }, scalars);
const oneOrMore = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { maxLength: 3 }));
const ignoringCase = fc.record({ 'equals-ignore-case': oneOrMore(text) });

const comparison = fc.oneof(
  fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), some(number)),
  fc.tuple(fc.constantFrom('>', '>='), number, fc.constantFrom('<', '<='), number),
);

const operator = fc.oneof(
  fc.record({ prefix: some(fc.oneof(text, ignoringCase)) }),
  fc.record({ suffix: some(fc.oneof(text, ignoringCase)) }),
  fc.record({ exists: some(fc.boolean()) }),
  fc.record({ wildcard: some(fc.constantFrom('sh*', '*.orders', '*', '**', 's*o*', 'a\\*', '')) }),
  fc.record({ 'equals-ignore-case': some(text) }),
  fc.record({
    cidr: some(fc.constantFrom('10.0.0.0/24', '10.0.0.7/24', '10.0.0.7/32', '::/0', '10.0.0.0/33')),
  }),
  fc.record({ numeric: comparison }),
  fc.record({
    'anything-but': fc.oneof(
      oneOrMore(text),
      oneOrMore(number),
      fc.array(scalars, { maxLength: 2 }),
      fc.record({ prefix: some(oneOrMore(text)) }),
      fc.record({ suffix: some(oneOrMore(text)) }),
      fc.record({ wildcard: oneOrMore(fc.constantFrom('sh*', '*.orders')) }),
      ignoringCase,
    ),
  }),
);

const leaf = fc.array(fc.oneof(scalars, { weight: 3, arbitrary: operator }), { minLength: 1, maxLength: 2 });
const inner = fc.dictionary(fc.constantFrom('a', 'b'), leaf, { minKeys: 1, maxKeys: 2 });
const fields = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'c.a'),
  fc.oneof({ weight: 4, arbitrary: leaf }, inner),
  {
    minKeys: 1,
    maxKeys: 2,
  },
);
const pattern: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: fields },
  fc.array(fields, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
);

const value = fc.oneof(
  { weight: 4, arbitrary: scalars },
  fc.array(scalars, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b'), scalars, { maxKeys: 2 }),
  fc.array(fc.dictionary(fc.constantFrom('a', 'b'), scalars, { maxKeys: 2 }), { maxLength: 2 }),
);
const event = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3 });

/** Random pairs, the same ones for a seed. */
export function randomPairs(count: number, seed: number): Pair[] {
  return fc.sample(fc.record({ pattern, event }), { numRuns: count, seed });
}

/** A pattern of the product with an event for each value of its lists, and one with none. */
export function pairsOf(own: Record<string, unknown>): Pair[] {
  const lists = Object.entries(own).filter((field): field is [string, unknown[]] => Array.isArray(field[1]));
  const first = Object.fromEntries(lists.map(([key, values]) => [key, values[0]]));
  const events = lists.flatMap(([key, values]) =>
    [...values, 'other', undefined].map((one) => ({ ...first, [key]: one })),
  );
  return [{}, ...events].map((one) => ({ pattern: own, event: one }));
}
