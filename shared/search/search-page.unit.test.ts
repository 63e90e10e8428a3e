import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anId, LATER, NOW } from '../testing/fixed.ts';
import { SortedSource } from '../testing/sorted-source.ts';
import { type Search, searchPage } from './search-page.ts';
import { positionOf, rowsOf } from './search-row.ts';
import { allEntries } from './terms.ts';

const chairSchema = z.object({ id: z.string(), name: z.string(), colour: z.string() });

type Chair = z.infer<typeof chairSchema>;
type Facets = readonly [string];

const searchable = {
  facets: z.tuple([z.string()]).readonly(),
  listed: chairSchema,
  entryOf: ({ id, name, colour }: Chair) => ({
    id,
    name,
    changedAt: NOW,
    terms: [],
    facets: [colour] as const,
  }),
};

const chair = (n: number, colour = 'red'): Chair => ({ id: anId(n), name: `Chair ${n}`, colour });

interface Shop {
  /** The entries of the index. */
  readonly indexed: readonly Chair[];
  /** The chairs as they are now; default: as in the index. */
  readonly now?: readonly Chair[];
  /** Whether rows contain the chairs themselves; default no. */
  readonly covering?: boolean;
}

/** A search for red chairs. */
function redChairs({ indexed, now = indexed, covering = false }: Shop): Search<Chair, Facets> {
  const rows = new Map(
    indexed.map((entry) => [positionOf(entry), rowsOf(searchable, entry)[covering ? 0 : 1]]),
  );
  return {
    list: 'chairs',
    now: NOW,
    searchable,
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
    leads: [[allEntries]],
    matches: ({ facets: [colour] }) => colour === 'red',
    load: async (ids) => now.filter(({ id }) => ids.includes(id)),
  };
}

test('an item that no longer matches since the index was read is not on the page', async () => {
  const search = redChairs({ indexed: [chair(1), chair(2), chair(3)], now: [chair(1), chair(2, 'blue')] });
  expect(await searchPage({ limit: 3 }, search)).toEqual({ items: [chair(1)] });
});

test('a page that lost an item in this way still has a cursor to continue', async () => {
  const search = redChairs({
    indexed: [chair(1), chair(2), chair(3)],
    now: [chair(1), chair(2, 'blue'), chair(3)],
  });
  const { items, nextCursor } = await searchPage({ limit: 2 }, search);
  expect(items).toEqual([chair(1)]);
  expect(await searchPage({ limit: 2, cursor: nextCursor }, search)).toEqual({ items: [chair(3)] });
});

test('rows that contain their entities are filtered and shown without reading anything else', async () => {
  const indexed = [chair(1, 'blue'), chair(2), chair(3)];
  const search = redChairs({ indexed, now: [], covering: true });
  expect(await searchPage({ limit: 3 }, search)).toEqual({ items: [chair(2), chair(3)] });
});

test('filters of what only the entity says apply to what was found', async () => {
  const matchesItem = ({ name }: Chair) => name !== 'Chair 2';
  for (const covering of [true, false]) {
    const search = { ...redChairs({ indexed: [chair(1), chair(2), chair(3)], covering }), matchesItem };
    expect(await searchPage({ limit: 3 }, search)).toEqual({ items: [chair(1), chair(3)] });
  }
});

test('a page that ends before it is full says how far it looked, and continues there', async () => {
  const blue = Array.from({ length: 5000 }, (_, n) => chair(n, 'blue'));
  const search = redChairs({ indexed: [...blue, chair(9_000)] });
  const first = await searchPage({ limit: 3 }, search);
  expect(first).toEqual({
    items: [],
    nextCursor: expect.any(String),
    lookedAt: { entries: expect.any(Number), upTo: expect.stringMatching(/^chair \d+$/) },
  });
  const found = [];
  for (let cursor = first.nextCursor; cursor !== undefined; ) {
    const page = await searchPage({ limit: 3, cursor }, search);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(found).toEqual([chair(9_000)]);
});

test('a full page does not say how far it looked', async () => {
  const page = await searchPage({ limit: 1 }, redChairs({ indexed: [chair(1), chair(2)] }));
  expect(page).toEqual({ items: [chair(1)], nextCursor: expect.any(String) });
});

describe('something that moved while somebody reads page by page', () => {
  const at = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
  const formerly = (n: number, minutes: number) => ({
    term: 'all#1',
    position: positionOf(chair(n)),
    movedAt: at(minutes),
    expiresAt: 7,
  });
  /** A search that meets the former place of chair 2, which is called `name` now. */
  const meeting = (name: string, changed: number): Search<Chair, Facets> => {
    const moved = { ...chair(2), name };
    return {
      ...redChairs({ indexed: [] }),
      searchable: {
        ...searchable,
        entryOf: (each: Chair) => ({ ...searchable.entryOf(each), changedAt: at(changed) }),
      },
      index: {
        sources: () => [
          { read: async () => ({ rows: [formerly(2, changed)], more: false, last: undefined }) },
        ],
      },
      load: async () => [moved],
    };
  };

  test.each([
    ['is shown where it was, if it is behind them now', 'Bench', 5, true],
    ['is shown where it was, if it kept its name', 'Chair 2', 5, true],
    ['is not shown where it was, if they will come to it', 'Stool', 5, false],
    ['is shown where it was, if it moved so recently that they may not come to it', 'Stool', 0.5, true],
  ])('%s', async (_, name, changed, isShown) => {
    const { items } = await searchPage({ limit: 3 }, meeting(name, changed));
    expect(items.map((item) => item.name)).toEqual(isShown ? [name] : []);
  });

  test('is shown once on a page that has its place and its former one', async () => {
    const [first, second] = [chair(1), chair(2)];
    const bench = { ...second, name: 'Bench' };
    const rows = [rowsOf(searchable, bench)[1], rowsOf(searchable, first)[1], formerly(2, 5)];
    const search: Search<Chair, Facets> = {
      ...redChairs({ indexed: [], now: [bench, first] }),
      index: {
        sources: () => [
          {
            read: async () => ({
              rows: rows.filter((row) => row !== undefined),
              more: false,
              last: undefined,
            }),
          },
        ],
      },
    };
    expect(await searchPage({ limit: 3 }, search)).toEqual({ items: [bench, first] });
  });

  test('is looked for since they began, whenever they ask for the next page', async () => {
    const asked: (string | undefined)[] = [];
    const { index, ...rest } = redChairs({ indexed: [chair(1), chair(2), chair(3)] });
    const search: Search<Chair, Facets> = {
      ...rest,
      index: {
        sources(terms, movedSince) {
          asked.push(movedSince);
          return index.sources(terms);
        },
      },
    };
    const { nextCursor } = await searchPage({ limit: 1 }, search);
    const { nextCursor: last } = await searchPage(
      { limit: 1, cursor: nextCursor },
      { ...search, now: LATER },
    );
    await searchPage({ limit: 1, cursor: last }, { ...search, now: LATER });
    expect(asked).toEqual([at(1), at(1), at(1)]);
  });
});
