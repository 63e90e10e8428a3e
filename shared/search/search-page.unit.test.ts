import { expect, test } from 'vitest';
import { anId } from '../testing/fixed.ts';
import { SortedSource } from '../testing/sorted-source.ts';
import { positionOf, rowsOf, type SearchEntry, type SearchRow } from './search-index.ts';
import { type Search, searchPage } from './search-page.ts';

type Chair = SearchEntry<{ readonly colour: string }>;

const chair = (n: number, colour = 'red'): Chair => ({
  id: anId(n),
  name: `Chair ${n}`,
  terms: [],
  facets: { colour },
});

/** A search for red chairs. `indexed` are the entries of the index, `now` the current chairs. */
function redChairs(indexed: readonly Chair[], now: readonly Chair[]): Search<Chair, Chair['facets']> {
  const rows = new Map(
    indexed.map((entry) => [positionOf(entry), rowsOf(entry)[0] as SearchRow<Chair['facets']>]),
  );
  return {
    list: 'chairs',
    index: {
      sources: () => [
        {
          async read(after, limit) {
            const page = await new SortedSource([...rows.keys()], 'ascending').read(after, limit);
            return { ...page, rows: page.rows.flatMap((position) => rows.get(position) ?? []) };
          },
        },
      ],
    },
    leads: [],
    matches: ({ facets }) => facets.colour === 'red',
    entryOf: (entry) => entry,
    load: async (ids) => now.filter(({ id }) => ids.includes(id)),
  };
}

test('an item that no longer matches since the index was read is not on the page', async () => {
  const search = redChairs([chair(1), chair(2), chair(3)], [chair(1), chair(2, 'blue')]);
  expect(await searchPage({ limit: 3 }, search)).toEqual({ items: [chair(1)] });
});

test('a page that lost an item in this way still has a cursor to continue', async () => {
  const search = redChairs([chair(1), chair(2), chair(3)], [chair(1), chair(2, 'blue'), chair(3)]);
  const { items, nextCursor } = await searchPage({ limit: 2 }, search);
  expect(items).toEqual([chair(1)]);
  expect(await searchPage({ limit: 2, cursor: nextCursor }, search)).toEqual({ items: [chair(3)] });
});
