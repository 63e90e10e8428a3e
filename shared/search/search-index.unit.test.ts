import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anId } from '../testing/fixed.ts';
import { hardNames } from '../testing/hard-names.ts';
import { fold } from '../values/fold.ts';
import { isPosition, positionOf, rowsOf, type SearchEntry, SearchIndex } from './search-index.ts';
import { MAX_OTHER_TERMS } from './terms.ts';

interface Facets {
  readonly colour: string;
}

const colourOf = (colour: string) => ({ value: `colour:${colour}`, spread: 'single' }) as const;

const anEntry = (changes: Partial<SearchEntry<Facets>> = {}): SearchEntry<Facets> => ({
  id: anId(1),
  name: 'Oak Table',
  terms: [colourOf('brown')],
  facets: { colour: 'brown' },
  ...changes,
});

const index = new SearchIndex(
  DynamoDBDocumentClient.from(new DynamoDBClient({})),
  'search',
  z.object({ colour: z.string() }),
);

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

const entries = fc
  .record({ name: hardNames, colour: fc.constantFrom('brown', 'red') })
  .map(({ name, colour }) => anEntry({ name, terms: [colourOf(colour)], facets: { colour } }));

describe('the writes of a change', () => {
  test('turn the rows of the old entry into those of the new one', () => {
    fc.assert(
      fc.property(
        fc.option(entries, { nil: undefined }),
        fc.option(entries, { nil: undefined }),
        (before, after) => {
          const rows = applied(before ? rowsOf(before) : [], index.writes(before, after));
          const sorted = (list: unknown[]) => list.map((row) => JSON.stringify(row)).toSorted();
          expect(sorted(rows)).toEqual(sorted(after ? rowsOf(after) : []));
        },
      ),
    );
  });

  test('are none if nothing searchable changed', () => {
    expect(index.writes(anEntry(), anEntry())).toEqual([]);
  });

  test('replace all rows if a facet changes, since every row has it', () => {
    const writes = index.writes(anEntry(), anEntry({ facets: { colour: 'red' } }));
    expect(writes).toHaveLength(rowsOf(anEntry()).length);
    expect(writes.every(({ Put }) => Put !== undefined)).toBe(true);
  });

  test('leave room for three others in a transaction of 100, whatever the name', () => {
    const terms = (round: string) =>
      Array.from({ length: MAX_OTHER_TERMS }, (_, number) => colourOf(`${round}${number}`));
    fc.assert(
      fc.property(hardNames, hardNames, (before, after) => {
        const writes = index.writes(
          anEntry({ name: before, terms: terms('old') }),
          anEntry({ name: after, terms: terms('new') }),
        );
        expect(writes.length + 3).toBeLessThanOrEqual(100);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a row', () => {
  test('has keys within the limits of DynamoDB, whatever the name and terms', () => {
    fc.assert(
      fc.property(hardNames, (name) => {
        for (const { term, position } of rowsOf(anEntry({ name, terms: [colourOf(fold('ﷺ'.repeat(64)))] }))) {
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
        .flatMap((id) => rowsOf(anEntry({ id })).map(({ term }) => term))
        .filter((term) => term.startsWith('all')),
    );
    expect([...shards].toSorted()).toEqual(['all#0', 'all#1', 'all#2', 'all#3']);
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
