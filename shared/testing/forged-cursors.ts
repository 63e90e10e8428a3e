import fc from 'fast-check';
import { encodeCursor } from '../paging/cursor.ts';

/** Texts that are not a position of any list. */
export const impossiblePositions = [
  '',
  ' ',
  '\u0000',
  'x',
  'x'.repeat(1024),
  'x'.repeat(1025),
  'é'.repeat(513),
  '\ud800',
  '\u{10ffff}',
  "'; DROP TABLE",
];

/** Texts that begin or end like a real position but are not one. */
export const spoiltPositions = (real: string): string[] => [
  real.slice(0, -1),
  `${real}x`,
  `${real}\u0000`,
  `${real}\udc00`,
  `\ud800${real}`,
  `${'x'.repeat(1024)}${real}`,
];

const texts = fc.string({
  unit: fc.constantFrom('\u0000', '#', '-', '0', 'a', 'Z', 'é', '\ud800', '\udfff', '\u{10ffff}'),
});

/**
 * Cursors that anybody can forge: arbitrary characters, and arbitrary positions with a valid seal.
 * @param query the query that the list's cursors are bound to.
 * @param real a position of the list.
 */
export const forgedCursors = (query: unknown, real: string): fc.Arbitrary<string> => {
  const cut = fc.tuple(fc.nat(real.length), fc.nat(real.length), texts);
  const positions = fc.oneof(
    texts,
    fc.string({ unit: 'binary' }),
    cut.map(([from, to, text]) => real.slice(0, from) + text + real.slice(to)),
    fc.constantFrom(...impossiblePositions, ...spoiltPositions(real)),
  );
  return fc.oneof(
    fc.string({ minLength: 1, unit: 'binary' }),
    fc.base64String(),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
    positions.map((position) => encodeCursor(position, query)),
  );
};
