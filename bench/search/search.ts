import * as catalog from '../../functions/catalog/domain/product-search.ts';
import * as customer from '../../functions/customer/domain/customer-search.ts';
import { itemSize } from '../../shared/dynamodb/item-size.ts';
import { type Search, searchPage } from '../../shared/search/search-page.ts';
import type { Benchmark, Row } from '../row.ts';
import { CountedIndex } from './counted-index.ts';
import { assortmentOf, crowdOf, Dice, TODAY } from './crowd.ts';
import {
  hardCustomerQueries,
  hardProductQueries,
  randomCustomerQuery,
  randomProductQuery,
} from './queries.ts';
import { writeRows } from './writes.ts';

const LIMIT = 25;

/** One kind of entity in an index in memory, searched with the product's own code. */
export interface Searched<Item, Facets, Query extends object> {
  readonly list: string;
  readonly index: CountedIndex<Item, Facets>;
  readonly searchOf: (query: Query) => Search<Item, Facets>;
  readonly hard: Readonly<Record<string, Query>>;
  readonly random: (dice: Dice) => Query;
}

export function searchedCustomers(count: number) {
  const items = crowdOf(count);
  const index = new CountedIndex(customer.searchableCustomers, items);
  return {
    list: 'customers',
    index,
    searchOf: (query: Parameters<typeof customer.leadsOf>[0]) => ({
      list: 'customers',
      now: TODAY,
      searchable: customer.searchableCustomers,
      index,
      leads: customer.leadsOf(query, TODAY),
      matches: customer.matchesQuery(query, TODAY),
      matchesItem: customer.hasEmail(query),
      load: index.load.bind(index),
    }),
    hard: hardCustomerQueries,
    random: (dice: Dice) => randomCustomerQuery(dice, items),
  };
}

export function searchedProducts(count: number) {
  const items = assortmentOf(count);
  const index = new CountedIndex(catalog.searchableProducts, items);
  return {
    list: 'products',
    index,
    searchOf: (query: Parameters<typeof catalog.leadsOf>[0]) => ({
      list: 'products',
      now: TODAY,
      searchable: catalog.searchableProducts,
      index,
      leads: catalog.leadsOf(query),
      matches: catalog.matchesQuery(query),
      matchesItem: catalog.matchesProduct(query, TODAY),
      load: index.load.bind(index),
    }),
    hard: hardProductQueries,
    random: (dice: Dice) => randomProductQuery(dice, items),
  };
}

/** Searches among this many entities of each kind. @param random how many random combinations of filters. */
export async function searchRows(
  count: number,
  random: number,
  progress: (done: string) => void,
): Promise<Row[]> {
  const rows = [];
  for (const create of [searchedCustomers, searchedProducts] as const) {
    const started = performance.now();
    const searched = create(count) as Searched<object, unknown, object>;
    progress(`${count} ${searched.list} indexed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    rows.push(...(await rowsOf(searched, count, random)));
  }
  const { index, searchOf } = searchedProducts(1000);
  const { queries } = await index.measure(() =>
    searchPage({ limit: LIMIT }, searchOf({ currency: 'EUR', minPrice: 1 })),
  );
  rows.push({
    name: 'search: products with minPrice=1, partitions',
    value: queries,
    unit: 'partitions',
    mark: { atMost: 8 },
  });
  return rows;
}

async function rowsOf(
  { list, index, searchOf, hard, random }: Searched<object, unknown, object>,
  count: number,
  combinations: number,
): Promise<Row[]> {
  const page = (query: object) =>
    index.measure(() => searchPage({ limit: LIMIT, ...query }, searchOf(query)));
  const plain = await page({});
  const dice = new Dice(7);
  const costs = [];
  for (const query of Object.values(hard)) costs.push(await page(query));
  let complete = 0;
  for (let n = 0; n < combinations; n += 1) {
    const query = random(dice);
    const cost = await page(query);
    costs.push(cost);
    if (cost.result.items.length === LIMIT || cost.result.nextCursor === undefined) complete += 1;
  }
  const at = `search: ${list}, ${count}`;
  const scanned = index.items.reduce((sum: number, item) => sum + itemSize(item), 0);
  return [
    { name: `${at}: page of 25, read units`, value: plain.units, unit: 'units', mark: { atMost: 5 } },
    { name: `${at}: page of 25, trips`, value: plain.trips, unit: 'trips', mark: { atMost: 3 } },
    {
      name: `${at}: worst filter, read units`,
      value: Math.max(...costs.map(({ units }) => units)),
      unit: 'units',
      mark: { atMost: 41 },
    },
    {
      name: `${at}: worst filter, trips`,
      value: Math.max(...costs.map(({ trips }) => trips)),
      unit: 'trips',
      mark: { atMost: 6 },
    },
    {
      name: `${at}: random filters that one request answers`,
      value: (complete / combinations) * 100,
      unit: '%',
      mark: { atLeast: 90 },
    },
    { name: `${at}: Scan of the table, read units`, value: scanned / 8192, unit: 'units' },
    { name: `${at}: Scan of the table, trips`, value: Math.ceil(scanned / 2 ** 20), unit: 'trips' },
  ];
}

/** What searches cost among a thousand, a hundred thousand and a million entities, and what it costs to write those. */
export const search: Benchmark = {
  title: 'What searches read, with the product’s own code on an index in memory, beside a Scan of the table',
  async run(progress) {
    const rows = await writeRows();
    progress('customers and products written');
    for (const count of [1_000, 100_000, 1_000_000]) rows.push(...(await searchRows(count, 400, progress)));
    return rows;
  },
};
