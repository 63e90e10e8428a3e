import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anId, LATER } from '../testing/fixed.ts';
import { hardNames } from '../testing/hard-names.ts';
import { fold } from '../values/fold.ts';
import { nameWords } from '../values/name-words.ts';
import { changesFromStream } from './search-changes.ts';
import { SearchIndex } from './search-index.ts';
import { isPosition, positionOf, rowsOf, searchRowSchema, wordsOfRow } from './search-row.ts';
import { MAX_OTHER_TERMS } from './terms.ts';

const chairSchema = z.object({ id: z.string(), name: z.string(), colour: z.string(), price: z.int() });

type Chair = z.infer<typeof chairSchema>;

const colourOf = (value: string) => ({ value: `colour:${value}`, spread: 'single' }) as const;

const searchableChairs = {
  facets: z.tuple([z.string()]).readonly(),
  listed: chairSchema,
  entryOf: ({ id, name, colour }: Chair) => ({
    id,
    name,
    changedAt: LATER,
    terms: colour.split(' ').map(colourOf),
    facets: [colour] as const,
  }),
};

const aChair = (changes: Partial<Chair> = {}): Chair => ({
  id: anId(1),
  name: 'Oak Table',
  colour: 'brown',
  price: 7,
  ...changes,
});

const rowsFor = (chair: Chair) => rowsOf(searchableChairs, chair);

const index = new SearchIndex('search', searchableChairs);

/** The writes from the stream, in the same form. */
const later = (before: Chair | undefined, after: Chair | undefined): ReturnType<typeof index.writes> => {
  const { put, former, remove } = changesFromStream(searchableChairs, [before, after]);
  return [
    ...[...put, ...former].map((Item) => ({ Put: { TableName: 'search', Item } })),
    ...remove.map((Key) => ({ Delete: { TableName: 'search', Key } })),
  ];
};

type Row = { term: string; position: string };

/** The rows in the table after these writes. */
function applied(rows: readonly Row[], writes: ReturnType<typeof index.writes>): unknown[] {
  const keyOf = (row: Row) => `${row.term} ${row.position}`;
  const table = new Map<string, unknown>(rows.map((row) => [keyOf(row), row]));
  for (const { Put, Delete } of writes) {
    if (Put) table.set(keyOf(Put.Item as Row), Put.Item);
    if (Delete) table.delete(keyOf(Delete.Key as Row));
  }
  return [...table.values()];
}

const isPresent = (row: unknown): boolean => !('movedAt' in (row as object));

const entries = fc
  .record({ name: hardNames, colour: fc.constantFrom('brown', 'red'), price: fc.nat(1) })
  .map(aChair);

describe('the writes of a change, in its transaction and from the stream,', () => {
  test('turn the rows of the old entry into those of the new one', () => {
    fc.assert(
      fc.property(
        fc.option(entries, { nil: undefined }),
        fc.option(entries, { nil: undefined }),
        (before, after) => {
          const writes = [...index.writes(before, after), ...later(before, after)];
          const rows = applied(before ? rowsFor(before) : [], writes).filter(isPresent);
          const sorted = (list: unknown[]) => list.map((row) => JSON.stringify(row)).toSorted();
          expect(sorted(rows)).toEqual(sorted(after ? rowsFor(after) : []));
        },
      ),
    );
  });

  test('are none if nothing searchable changed', () => {
    expect([...index.writes(aChair(), aChair()), ...later(aChair(), aChair())]).toEqual([]);
  });

  test('replace the row of the list of all alone if only what lists show changed', () => {
    const writes = index.writes(aChair(), aChair({ price: 8 }));
    expect(writes.map(({ Put }) => Put?.Item?.['item'])).toEqual([aChair({ price: 8 })]);
    expect(later(aChair(), aChair({ price: 8 }))).toEqual([]);
  });

  test('replace all rows if a facet changes, since every row has it', () => {
    const change = [aChair({ colour: 'brown' }), aChair({ colour: 'brown red' })] as const;
    const writes = [...index.writes(...change), ...later(...change)];
    expect(writes).toHaveLength(rowsFor(change[1]).length);
    expect(writes.every(({ Put }) => Put !== undefined)).toBe(true);
  });

  test('are few in the transaction, whatever the name', () => {
    fc.assert(
      fc.property(hardNames, hardNames, (before, after) => {
        const writes = index.writes(aChair({ name: before }), aChair({ name: after }));
        expect(writes.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

test('all rows of an entry fit into one transaction with a check of it, whatever the name', () => {
  const colours = Array.from({ length: MAX_OTHER_TERMS }, (_, number) => `colour${number}`).join(' ');
  fc.assert(
    fc.property(hardNames, (name) => {
      expect(rowsFor(aChair({ name, colour: colours })).length + 1).toBeLessThanOrEqual(100);
    }),
    { numRuns: 500 },
  );
});

describe('a row', () => {
  test('has keys within the limits of DynamoDB, whatever the name and terms', () => {
    fc.assert(
      fc.property(hardNames, (name) => {
        for (const { term, position } of rowsFor(aChair({ name, colour: fold('ﷺ'.repeat(64)) }))) {
          expect(Buffer.byteLength(term)).toBeLessThanOrEqual(2048);
          expect(Buffer.byteLength(position)).toBeLessThanOrEqual(1024);
        }
      }),
    );
  });

  test('is in one of the partitions that are read for its term', () => {
    const ids = Array.from({ length: 16 }, (_, n) => anId(n));
    const shards = new Set(
      ids
        .flatMap((id) => rowsFor(aChair({ id })).map(({ term }) => term))
        .filter((term) => term.startsWith('all')),
    );
    expect([...shards].toSorted()).toEqual(['all#0', 'all#1', 'all#2', 'all#3']);
  });

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(entries, (chair) => {
        for (const row of rowsFor(chair)) expect(searchRowSchema(searchableChairs).parse(row)).toEqual(row);
      }),
    );
  });

  test('tells the words of its name, which it repeats only if its position does not tell them', () => {
    fc.assert(
      fc.property(hardNames, (name) => {
        // The first one has the chair itself, and the last one is sorted by id.
        for (const row of rowsFor(aChair({ name })).slice(1, -1))
          expect(wordsOfRow(row)).toEqual(nameWords(name));
      }),
    );
    expect(rowsFor(aChair({ name: 'Émile  Zola' }))[1]).not.toHaveProperty('name');
    expect(rowsFor(aChair({ name: `${'o'.repeat(210)} p` }))[1]).toHaveProperty('name');
  });

  test('shows what lists show in the list of all alone, and nothing else of the entity', () => {
    const stored = { ...aChair(), cause: 'none of anybody' };
    const [all, ...others] = rowsFor(stored);
    expect(all).toEqual({
      term: expect.stringMatching(/^all#/),
      position: expect.anything(),
      item: aChair(),
    });
    for (const row of others) expect(row).not.toHaveProperty('item');
  });
});

test('a position is a folded name and an id, and nothing else', () => {
  fc.assert(
    fc.property(hardNames, (name) => {
      expect(isPosition(positionOf({ name, id: anId(1) }))).toBe(true);
    }),
  );
  for (const text of [
    '',
    'oak',
    anId(1),
    'oak\u0000',
    `oak#${anId(1)}`,
    `${'o'.repeat(201)}\u0000${anId(1)}`,
  ]) {
    expect(isPosition(text), text).toBe(false);
  }
});

test('entries are sorted by folded name, then id; a shorter name comes first', () => {
  const named = (name: string, n: number) => positionOf({ name, id: anId(n) });
  const sorted = [named('Émile', 3), named('emile', 4), named('Emile Zola', 1), named('Emilee', 2)];
  expect(sorted.toSorted()).toEqual(sorted);
});
