import { beforeAll, describe, expect, test } from 'vitest';
import { searchPage } from '../../shared/search/search-page.ts';
import { nameWords } from '../../shared/values/name-words.ts';
import { reported } from '../row.ts';
import { type Searched, searchedCustomers, searchedProducts, searchRows } from './search.ts';

test('searches among 20,000 keep to their marks', async () => {
  const rows = await searchRows(20_000, 60, () => {});
  expect(rows.map(reported).filter(({ ok }) => !ok)).toEqual([]);
});

describe.each([
  ['customers', searchedCustomers],
  ['products', searchedProducts],
] as const)('searching %s, page by page', (_, create) => {
  let searched: Searched<object, unknown, object>;
  beforeAll(() => {
    searched = create(5_000) as typeof searched;
  });

  /** The names that a search finds from its first page to its last. */
  async function walked(query: object): Promise<object[]> {
    const found: object[] = [];
    let cursor: string | undefined;
    do {
      const page = await searchPage({ limit: 25, ...query, cursor }, searched.searchOf(query));
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  test('finds what brute force finds, in order, whatever the filters', async () => {
    for (const query of [{}, ...Object.values(searched.hard)]) {
      const { matches, searchable } = searched.searchOf(query);
      const expected = searched.index.items.filter((item) => {
        const { name, facets } = searchable.entryOf(item);
        return matches({ words: nameWords(name), facets });
      });
      expect(await walked(query), JSON.stringify(query)).toEqual(expected);
    }
  });
});
