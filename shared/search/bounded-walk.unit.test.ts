import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemSize } from '../dynamodb/item-size.ts';
import type { Piece, Source } from '../paging/sorted-partition.ts';
import { boundedWalk, MAX_TRIPS, MAX_UNITS } from './bounded-walk.ts';

interface Row {
  readonly position: string;
  readonly wanted: boolean;
  readonly padding?: string;
}

/** A list in memory. Counts what is read of it as DynamoDB does: half a unit per 4 KB. */
class CountedList implements Source<Row> {
  static units = 0;
  reads = 0;
  readonly #rows: readonly Row[];

  constructor(rows: readonly Row[]) {
    this.#rows = rows.toSorted((a, b) => (a.position < b.position ? -1 : 1));
  }

  async read(after: string | undefined, limit: number): Promise<Piece<Row>> {
    this.reads += 1;
    const start = after === undefined ? 0 : this.#rows.findIndex(({ position }) => position > after);
    const rows = start < 0 ? [] : this.#rows.slice(start, start + limit);
    const bytes = rows.reduce((sum, row) => sum + itemSize(row), 0);
    CountedList.units += Math.max(1, Math.ceil(bytes / 4096)) / 2;
    return { rows, more: rows.length === limit, last: rows.at(-1)?.position };
  }
}

/** What a page of 25 may cost. */
const MOST = MAX_UNITS + 25 / 2;

const at = (n: number): string => String(n).padStart(7, '0');

/** Lists of rows, each of them in exactly one. */
const lead = (rows: readonly Row[], lists: number): CountedList[] =>
  Array.from({ length: lists }, (_, list) => new CountedList(rows.filter((_, n) => n % lists === list)));

const rowsOf = (wanted: readonly boolean[]): Row[] =>
  wanted.map((isWanted, n) => ({ position: at(n), wanted: isWanted }));

async function everyPage(leads: readonly (readonly Source<Row>[])[], limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const walked = await boundedWalk({
      leads,
      after,
      limit,
      matches: ({ wanted }) => wanted,
      isLoaded: () => true,
    });
    expect(walked.rows.length).toBeLessThanOrEqual(limit);
    expect(walked.trips).toBeLessThanOrEqual(MAX_TRIPS);
    found.push(...walked.rows.map(({ position }) => position));
    after = walked.nextPosition;
  }
  return found;
}

describe('a bounded walk', () => {
  test('finds every match once and in order, whatever the leads and the page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 300, size: 'max' }),
        fc.array(fc.record({ lists: fc.integer({ min: 1, max: 5 }), others: fc.boolean() }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.integer({ min: 1, max: 30 }),
        async (wanted, shapes, limit) => {
          const rows = rowsOf(wanted);
          // A lead contains every match, and may contain others.
          const leads = shapes.map(({ lists, others }) =>
            lead(
              rows.filter((row) => row.wanted || others),
              lists,
            ),
          );
          const expected = rows.filter((row) => row.wanted).map(({ position }) => position);
          expect(await everyPage(leads, limit)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    [1, 1],
    [4, 1],
    [8, 1],
    [1, 5],
    [4, 10],
  ])('of %d lists costs no more than the limit, with rows %d times as large', async (lists, size) => {
    const padding = 'x'.repeat(70 * size);
    // No match; few; and many after a long way without any, so that nothing could be expected.
    for (const isWanted of [() => false, (n: number) => n % 100 === 0, (n: number) => n > 1500]) {
      const rows = Array.from({ length: 20_000 }, (_, n) => ({
        position: at(n),
        wanted: isWanted(n),
        padding,
      }));
      CountedList.units = 0;
      const walked = await boundedWalk({
        leads: [lead(rows, lists)],
        after: undefined,
        limit: 25,
        matches: ({ wanted }) => wanted,
        isLoaded: () => true,
      });
      const units = CountedList.units + walked.rows.length / 2;
      expect(walked.trips).toBeLessThanOrEqual(MAX_TRIPS);
      expect(units).toBeLessThanOrEqual(MOST);
      // It uses what it may, before it gives up.
      if (walked.rows.length < 25) expect(units).toBeGreaterThan(MOST * 0.8);
    }
  });

  test('reads on only in the list that has fewest rows', async () => {
    const rows = rowsOf(Array.from({ length: 10_000 }, (_, n) => n % 100 === 0));
    const [wide, narrow] = [
      lead(rows, 1),
      lead(
        rows.filter((_, n) => n % 20 === 0),
        1,
      ),
    ];
    const { rows: found } = await boundedWalk({
      leads: [wide, narrow],
      after: undefined,
      limit: 50,
      matches: ({ wanted }) => wanted,
      isLoaded: () => true,
    });
    expect(found).toHaveLength(50);
    expect(wide[0]?.reads).toBe(1);
    expect(narrow[0]?.reads).toBeGreaterThan(1);
  });

  test('of a list in which everything matches takes at most two trips', async () => {
    const rows = rowsOf(Array.from({ length: 1000 }, () => true));
    for (const lists of [1, 4]) {
      const walked = await boundedWalk({
        leads: [lead(rows, lists)],
        after: undefined,
        limit: 25,
        matches: ({ wanted }) => wanted,
        isLoaded: () => true,
      });
      expect(walked.rows).toHaveLength(25);
      expect(walked.trips).toBeLessThanOrEqual(2);
    }
  });

  test('that reads a list to its end has no next position', async () => {
    const rows = rowsOf([true, false, true]);
    const walk = {
      leads: [lead(rows, 2)],
      after: undefined,
      matches: ({ wanted }: Row) => wanted,
      isLoaded: () => true,
    };
    expect(await boundedWalk({ ...walk, limit: 4 })).toMatchObject({ examined: 3, trips: 1 });
    expect(await boundedWalk({ ...walk, limit: 4 })).not.toHaveProperty('nextPosition');
    expect(await boundedWalk({ ...walk, limit: 1 })).toMatchObject({ nextPosition: at(0) });
  });

  test('of no list finds nothing', async () => {
    const walked = await boundedWalk({
      leads: [[]],
      after: undefined,
      limit: 5,
      matches: () => true,
      isLoaded: () => true,
    });
    expect(walked).toEqual({ rows: [], examined: 0, trips: 1 });
  });
});
