import { itemSize } from '../../shared/dynamodb/item-size.ts';
import { byteOrder } from '../../shared/paging/byte-order.ts';
import type { Piece, Source } from '../../shared/paging/sorted-partition.ts';
import {
  partitionOf,
  partitionsOf,
  positionOf,
  rowsOf,
  type Searchable,
  type SearchRow,
} from '../../shared/search/search-row.ts';
import { allEntries, nameTerms, type Term } from '../../shared/search/terms.ts';

/** What a request read, as DynamoDB counts it. */
export interface Cost {
  /** Read units: half a unit for each 4 KB of a query, and for each 4 KB of an entity. */
  units: number;
  /** Round trips that wait for each other. */
  trips: number;
  queries: number;
}

/** An index in memory, with the rows that the product writes, which counts what is read of it. */
export class CountedIndex<Item, Facets> {
  cost: Cost = { units: 0, trips: 0, queries: 0 };
  readonly #searchable: Searchable<Item, Facets>;
  readonly #items: readonly Item[];
  readonly #positions: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  /** The places of a list's entries among all, which are sorted by position. */
  readonly #lists = new Map<string, number[]>();
  #inFlight = 0;

  constructor(searchable: Searchable<Item, Facets>, items: readonly Item[]) {
    this.#searchable = searchable;
    const sorted = items
      .map((item) => ({ item, position: positionOf(searchable.entryOf(item)) }))
      .sort((a, b) => (a.position < b.position ? -1 : 1));
    this.#items = sorted.map(({ item }) => item);
    this.#positions = sorted.map(({ position }) => position);
    this.#places = new Map(this.#items.map((item, place) => [searchable.entryOf(item).id, place]));
    for (const [place, item] of this.#items.entries()) {
      const { id, name, terms } = searchable.entryOf(item);
      for (const term of [allEntries, ...nameTerms(name), ...terms]) {
        const partition = partitionOf(term, id);
        const list = this.#lists.get(partition);
        if (list === undefined) this.#lists.set(partition, [place]);
        else list.push(place);
      }
    }
  }

  /** As `SearchIndex.sources`. */
  sources(terms: readonly Term[]): Source<SearchRow<Item, Facets>>[] {
    return terms.flatMap(partitionsOf).map((partition) => ({
      read: (after, limit) => this.#trip(() => this.#query(partition, after, limit)),
    }));
  }

  /** As `AggregateTable.getAll`. */
  load(ids: readonly string[], consistency: 'strong' | 'eventual'): Promise<Item[]> {
    return this.#trip(() => {
      const items = ids.flatMap((id) => this.#items[this.#places.get(id) ?? -1] ?? []);
      const each = items.reduce((sum, item) => sum + Math.ceil(itemSize(item as object) / 4096), 0);
      this.cost.units += consistency === 'strong' ? each : each / 2;
      return items;
    });
  }

  /** All items, in the order of their positions. */
  get items(): readonly Item[] {
    return this.#items;
  }

  /** What one piece of work costs. */
  async measure<T>(work: () => Promise<T>): Promise<Cost & { readonly result: T }> {
    this.cost = { units: 0, trips: 0, queries: 0 };
    const result = await work();
    return { ...this.cost, result };
  }

  #query(partition: string, after: string | undefined, limit: number): Piece<SearchRow<Item, Facets>> {
    const list = this.#lists.get(partition) ?? [];
    const start = this.#placeAfter(list, after);
    const rows = list.slice(start, start + limit).map((place) => this.#row(partition, place));
    const bytes = rows.reduce((sum, row) => sum + itemSize(row), 0);
    this.cost.units += Math.max(1, Math.ceil(bytes / 4096)) / 2;
    this.cost.queries += 1;
    return { rows, more: rows.length === limit, last: rows.at(-1)?.position };
  }

  #row(partition: string, place: number): SearchRow<Item, Facets> {
    const [covering, lean] = rowsOf(this.#searchable, this.#items[place] as Item);
    if (covering?.term === partition) return covering;
    return { ...(lean as SearchRow<Item, Facets>), term: partition };
  }

  #placeAfter(list: readonly number[], after: string | undefined): number {
    if (after === undefined) return 0;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byteOrder(this.#positions[list[middle] as number] as string, after) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Calls that begin before another one ended are one trip. */
  async #trip<T>(answer: () => T): Promise<T> {
    if (this.#inFlight === 0) this.cost.trips += 1;
    this.#inFlight += 1;
    const result = answer();
    await new Promise(setImmediate);
    this.#inFlight -= 1;
    return result;
  }
}
