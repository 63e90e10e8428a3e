import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusals/refusal.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const positions = fc.string({ unit: 'binary-ascii', minLength: 1 });
const anywhere = () => true;
const queries = fc.record({ name: fc.string(), minAge: fc.nat() }, { requiredKeys: [] });

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('a cursor', () => {
  test('decodes to its position for the same query', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed()),
        queries,
        (position, query) => {
          expect(decodeCursor(encodeCursor(position, query), query, anywhere)).toBe(position);
        },
      ),
    );
  });

  test('is refused for another query', () => {
    fc.assert(
      fc.property(positions, queries, queries, (position, query, other) => {
        fc.pre(JSON.stringify(query) !== JSON.stringify(other));
        expect(codeOf(() => decodeCursor(encodeCursor(position, query), other, anywhere))).toBe(
          'invalid-cursor',
        );
      }),
    );
  });

  test('is refused if any character was changed, added or removed', () => {
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
            expect(codeOf(() => decodeCursor(changed, { name: 'x' }, anywhere))).toBe('invalid-cursor');
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['', 'nonsense', '{}', Buffer.from('{"at":1,"for":""}').toString('base64url')])(
    'is refused if it is %j',
    (cursor) => {
      expect(codeOf(() => decodeCursor(cursor, {}, anywhere))).toBe('invalid-cursor');
    },
  );

  test('that is missing means the beginning', () => {
    expect(decodeCursor(undefined, {}, () => false)).toBeUndefined();
  });

  test.each([
    ['empty', ''],
    ['longer than a sort key', 'x'.repeat(1025)],
    ['longer than a sort key in bytes', 'é'.repeat(513)],
    ['half a surrogate pair', 'a\ud800'],
  ])('is refused despite a valid seal if its position is %s', (_, position) => {
    expect(codeOf(() => decodeCursor(encodeCursor(position, {}), {}, anywhere))).toBe('invalid-cursor');
  });

  test('is refused despite a valid seal if its list has no such position', () => {
    const isPosition = (position: string) => position === 'a';
    expect(decodeCursor(encodeCursor('a', {}), {}, isPosition)).toBe('a');
    expect(codeOf(() => decodeCursor(encodeCursor('b', {}), {}, isPosition))).toBe('invalid-cursor');
  });

  test('of arbitrary characters is accepted or refused, and never causes another error', () => {
    const sealed = fc.string({ unit: fc.constantFrom('a', 'é', '\0', '\ud800', '\udfff') });
    const cursors = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      sealed.map((position) => encodeCursor(position, {})),
    );
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(['none', 'invalid-cursor']).toContain(codeOf(() => decodeCursor(cursor, {}, anywhere)));
      }),
      { numRuns: 500 },
    );
  });
});

test('a refused cursor says what to send', () => {
  expect(() => decodeCursor('x', {}, anywhere)).toThrow(
    expect.objectContaining({
      message: 'The cursor was changed or belongs to another query; start without one.',
      errors: [{ path: 'cursor', message: 'must be a nextCursor of the same query' }],
    }),
  );
});
