import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SortedSource } from '../testing/sorted-source.ts';
import type { Order } from './sorted-partition.ts';
import { MAX_EXAMINED, walk } from './walk.ts';

interface Lists {
  readonly lists: readonly (readonly string[])[];
  readonly order: Order;
  readonly limit: number;
}

/** Distinct strings in several lists, including empty lists and characters outside the BMP. */
const lists: fc.Arbitrary<Lists> = fc.record({
  lists: fc
    .uniqueArray(
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\uffee', '\u{1f600}'), minLength: 1, maxLength: 4 }),
      {
        maxLength: 60,
      },
    )
    .chain((rows) =>
      fc
        .integer({ min: 1, max: 6 })
        .chain((count) =>
          fc
            .array(fc.nat(count - 1), { minLength: rows.length, maxLength: rows.length })
            .map((dealt) =>
              Array.from({ length: count }, (_, list) => rows.filter((_, row) => dealt[row] === list)),
            ),
        ),
    ),
  order: fc.constantFrom<Order>('ascending', 'descending'),
  limit: fc.integer({ min: 1, max: 20 }),
});

interface Paging extends Lists {
  readonly matches?: (row: string) => boolean;
}

async function allPages({ lists, order, limit, matches = () => true }: Paging): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const sources = lists.map((rows) => new SortedSource(rows, order));
    const page = await walk({ sources, positionOf: (row) => row, order, after, limit, matches });
    pages.push(page.rows);
    after = page.nextPosition;
  }
  return pages;
}

const sorted = ({ lists, order }: Lists): string[] => {
  const rows = lists.flat().toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return order === 'ascending' ? rows : rows.reverse();
};

describe('walking sorted lists page by page', () => {
  test.each([
    [1, [['a'], ['b'], ['c']]],
    [2, [['a', 'b'], ['c']]],
    [3, [['a', 'b', 'c']]],
  ])('returns a row that is in several lists once, with %i per page', async (limit, pages) => {
    const lists = [['a', 'b'], ['b', 'c'], ['b']];
    expect(await allPages({ lists, order: 'ascending', limit })).toEqual(pages);
  });

  test('returns the same as sorting all rows: nothing lost, nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (spec) => {
        expect((await allPages(spec)).flat()).toEqual(sorted(spec));
      }),
      { numRuns: 300 },
    );
  });

  test('returns the same as filtering and sorting all rows', async () => {
    const matches = (row: string) => row.includes('a');
    await fc.assert(
      fc.asyncProperty(lists, async (spec) => {
        expect((await allPages({ ...spec, matches })).flat()).toEqual(sorted(spec).filter(matches));
      }),
    );
  });

  test('fills every page but the last, which is empty only if there are no rows', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (spec) => {
        const pages = await allPages(spec);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(spec.limit);
        expect(pages.length).toBe(Math.max(1, Math.ceil(spec.lists.flat().length / spec.limit)));
      }),
    );
  });

  test('reads little more than a page, however long the lists are', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => String(n).padStart(5, '0'));
    const sources = [0, 1, 2, 3].map(
      (shard) =>
        new SortedSource(
          rows.filter((_, n) => n % 4 === shard),
          'ascending',
        ),
    );
    await walk({
      sources,
      positionOf: (row) => row,
      order: 'ascending',
      after: undefined,
      limit: 25,
      matches: () => true,
    });
    expect(sources.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(2 * 25 + 4 * 3);
  });
});

describe('a filter that matches next to nothing', () => {
  const count = 2 * MAX_EXAMINED + 500;
  const rows = Array.from({ length: count }, (_, n) => String(n).padStart(5, '0'));
  const step = (after: string | undefined, target: string) => {
    const source = new SortedSource(rows, 'ascending');
    const matches = (row: string) => row === target;
    return {
      source,
      page: walk({
        sources: [source],
        positionOf: (row) => row,
        order: 'ascending',
        after,
        limit: 25,
        matches,
      }),
    };
  };

  test('ends a page after a maximum number of rows, with a position to continue from', async () => {
    const { source, page } = step(undefined, 'none');
    expect(await page).toEqual({ rows: [], nextPosition: rows[MAX_EXAMINED - 1] });
    expect(source.rowsRead).toBeLessThan(MAX_EXAMINED + 2 * 26);
  });

  test('still finds the very last row, some pages later', async () => {
    const last = rows.at(-1) as string;
    const first = await step(undefined, last).page;
    const second = await step(first.nextPosition, last).page;
    const third = await step(second.nextPosition, last).page;
    expect([first.rows, second.rows, third]).toEqual([[], [], { rows: [last] }]);
  });
});

test('returns an empty page without lists', async () => {
  const page = await walk({
    sources: [],
    positionOf: String,
    order: 'ascending',
    after: undefined,
    limit: 5,
    matches: () => true,
  });
  expect(page).toEqual({ rows: [] });
});
