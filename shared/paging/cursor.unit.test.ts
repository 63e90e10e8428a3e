import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../http/problem.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const positions = fc.string({ unit: 'binary-ascii', minLength: 1 });
const queries = fc.record({ name: fc.string(), minAge: fc.nat() }, { requiredKeys: [] });

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

describe('a cursor', () => {
  test('brings its position back to the same query', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        queries,
        (position, query) => {
          expect(decodeCursor(encodeCursor(position, query), query)).toBe(position);
        },
      ),
    );
  });

  test('is refused by another query', () => {
    fc.assert(
      fc.property(positions, queries, queries, (position, query, other) => {
        fc.pre(JSON.stringify(query) !== JSON.stringify(other));
        expect(codeOf(() => decodeCursor(encodeCursor(position, query), other))).toBe('invalid-cursor');
      }),
    );
  });

  test('is refused when any one character of it was changed, added or taken away', () => {
    fc.assert(
      fc.property(
        positions,
        fc.nat(),
        fc.constantFrom(...ALPHABET, '', '=', ' ', '%'),
        (position, at, other) => {
          const cursor = encodeCursor(position, { name: 'x' });
          const index = at % cursor.length;
          fc.pre(cursor[index] !== other);
          for (const rest of [cursor.slice(index + 1), cursor.slice(index)]) {
            const changed = cursor.slice(0, index) + other + rest;
            if (changed === cursor) continue;
            expect(codeOf(() => decodeCursor(changed, { name: 'x' }))).toBe('invalid-cursor');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['', 'nonsense', '{}', Buffer.from('{"at":1,"for":""}').toString('base64url')])(
    'is refused when it is %j',
    (cursor) => {
      expect(codeOf(() => decodeCursor(cursor, {}))).toBe('invalid-cursor');
    },
  );

  test('that is not there starts at the beginning', () => {
    expect(decodeCursor(undefined, {})).toBeUndefined();
  });
});
