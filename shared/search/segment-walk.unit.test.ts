import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../paging/sorted-partition.ts';
import { SortedSource } from '../testing/sorted-source.ts';
import { MAX_UNITS } from './bounded-walk.ts';
import { type SegmentRow, segmentWalk } from './segment-walk.ts';

const idOf = (n: number): string => String(n).padStart(6, '0');

const listOf = (ids: readonly number[]): Source<SegmentRow> => {
  const source = new SortedSource(ids.map(idOf), 'descending');
  return {
    async read(after, limit) {
      const { rows, ...rest } = await source.read(after, limit);
      return { ...rest, rows: rows.map((position) => ({ position })) };
    },
  };
};

/** Walks to the end. @param isWanted whether an entity matches. */
async function walked(lists: readonly number[][], limit: number, isWanted: (n: number) => boolean) {
  const found: number[] = [];
  let [pages, mostLoads] = [0, 0];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    let loads = 0;
    const load = async (ids: readonly string[]): Promise<number[]> => {
      loads += ids.length;
      return ids.map(Number);
    };
    const page = await segmentWalk(
      { sources: lists.map(listOf), unitsPerRow: 0 },
      after,
      limit,
      load,
      isWanted,
      idOf,
    );
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    after = page.nextPosition;
    mostLoads = Math.max(mostLoads, loads);
    pages += 1;
  }
  return { found, pages, mostLoads };
}

describe('a walk through a segment', () => {
  test('has every entity of any list that matches, each once, the newest first', async () => {
    const ids = fc.uniqueArray(fc.nat(300), { maxLength: 120, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ids, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (lists, limit, step) => {
          const isWanted = (n: number) => n % step === 0;
          const expected = [...new Set(lists.flat())].filter(isWanted).toSorted((a, b) => b - a);
          expect((await walked(lists, limit, isWanted)).found).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('in which little matches ends before its page is full, at a bounded cost', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => n);
    const { found, pages, mostLoads } = await walked([ids, ids], 25, (n) => n === 3);
    expect(found).toEqual([3]);
    expect(mostLoads / 2).toBeLessThanOrEqual(MAX_UNITS + 25 / 2);
    // It uses what it may.
    expect(pages).toBeLessThan(25);
  });

  test('goes on behind rows that its lists leave out, however many', async () => {
    const ids = Array.from({ length: 2_000 }, (_, n) => n);
    const whole = listOf(ids);
    // Like a list of those who bought in a range of time: most of what is read of it does not count.
    const left: Source<SegmentRow> = {
      async read(after, limit) {
        const { rows, ...rest } = await whole.read(after, limit);
        return { ...rest, rows: rows.filter(({ position }) => Number(position) < 3) };
      },
    };
    const found: number[] = [];
    let after: string | undefined;
    do {
      const load = async (wanted: readonly string[]) => wanted.map(Number);
      const page = await segmentWalk({ sources: [left], unitsPerRow: 0 }, after, 25, load, () => true, idOf);
      expect(page.nextPosition ?? '', 'progress').not.toBe(after);
      found.push(...page.items);
      after = page.nextPosition;
    } while (after !== undefined);
    expect(found).toEqual([2, 1, 0]);
  });

  test.each([
    { limit: 1, lists: 10 },
    { limit: 25, lists: 1 },
    { limit: 25, lists: 10 },
    { limit: 100, lists: 3 },
  ])('whose rows are read as well costs no more, $lists lists by $limit', async ({ limit, lists }) => {
    const ids = Array.from({ length: 600 }, (_, n) => n);
    let units = 0;
    let trips = 0;
    // Each list has every row, of which one in five counts.
    const sources = Array.from({ length: lists }, (): Source<SegmentRow> => {
      const whole = listOf(ids);
      return {
        async read(after, most) {
          const { rows, ...rest } = await whole.read(after, most);
          units += 0.5 + rows.length / 2;
          const counted = rows.filter(({ position }) => Number(position) % 5 === 0);
          return { ...rest, rows: counted, units: rows.length / 2 };
        },
      };
    });
    const found: number[] = [];
    let pages = 0;
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      [units, trips] = [0, 0];
      const load = async (wanted: readonly string[]) => {
        units += wanted.length / 2;
        trips += 3;
        return wanted.map(Number);
      };
      const page = await segmentWalk({ sources, unitsPerRow: 0.5 }, after, limit, load, () => true, idOf);
      expect(units).toBeLessThanOrEqual(MAX_UNITS + limit / 2);
      expect(trips).toBeLessThanOrEqual(6);
      found.push(...page.items);
      after = page.nextPosition;
      pages += 1;
    }
    expect(found).toEqual(ids.filter((n) => n % 5 === 0).toReversed());
    expect(pages).toBeLessThan(ids.length);
  });

  test('of nothing is empty', async () => {
    expect(await walked([[]], 5, () => true)).toMatchObject({ found: [], pages: 1 });
  });
});
