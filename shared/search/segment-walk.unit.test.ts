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
    const page = await segmentWalk(lists.map(listOf), after, limit, load, isWanted, idOf);
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
      const page = await segmentWalk([left], after, 25, load, () => true, idOf);
      expect(page.nextPosition ?? '', 'progress').not.toBe(after);
      found.push(...page.items);
      after = page.nextPosition;
    } while (after !== undefined);
    expect(found).toEqual([2, 1, 0]);
  });

  test('of nothing is empty', async () => {
    expect(await walked([[]], 5, () => true)).toMatchObject({ found: [], pages: 1 });
  });
});
