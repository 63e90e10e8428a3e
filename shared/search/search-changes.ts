import { isDeepStrictEqual } from 'node:util';
import { rowsOf, type Searchable, type SearchRow } from './search-row.ts';

/** A row, or the key of one. */
interface Place {
  readonly term: string;
  readonly position: string;
}

/** Changes that turn rows into others. */
export interface RowChanges<Item, Facets> {
  readonly put: readonly SearchRow<Item, Facets>[];
  readonly remove: readonly Place[];
}

/** What every change of an aggregate changes. */
const OF_EVERY_CHANGE = ['version', 'updatedAt', 'updatedBy'];

const keyOf = ({ term, position }: Place): string => `${term} ${position}`;

/** Whether the list of all shows a change a moment later, since nothing but restless attributes changed. */
export function isShownLater<Item>(
  { restless }: Pick<Searchable<Item, unknown>, 'restless'>,
  before: Item | undefined,
  after: Item | undefined,
): boolean {
  if (restless === undefined || before === undefined || after === undefined) return false;
  const ignored = new Set<string>([...OF_EVERY_CHANGE, ...restless]);
  const lasting = (item: Item) => Object.entries(item as object).filter(([name]) => !ignored.has(name));
  return isDeepStrictEqual(Object.fromEntries(lasting(before)), Object.fromEntries(lasting(after)));
}

/** The changes of the rows that are written in the transaction of a change. */
export function changesAtOnce<Item, Facets>(
  searchable: Searchable<Item, Facets>,
  before: Item | undefined,
  after: Item | undefined,
): RowChanges<Item, Facets> {
  const later = isShownLater(searchable, before, after);
  return changesBetween(
    [before, after].map((item) =>
      item === undefined
        ? []
        : rowsOf(searchable, item, 'at once').filter((row) => !(later && 'item' in row)),
    ),
  );
}

/**
 * The changes of the rows that are written from the stream.
 * @param images the entity in each state that it had, the last of them at the end; undefined where it did not exist.
 */
export const changesFromStream = <Item, Facets>(
  searchable: Searchable<Item, Facets>,
  images: readonly (Item | undefined)[],
): RowChanges<Item, Facets> =>
  changesBetween(
    images.map((item) => (item === undefined ? [] : rowsOf(searchable, item, 'from the stream'))),
  );

/**
 * Turns the rows of any of some states into those of the last one. A row that is the same in all of them is not written. One that
 * is the same in the first and the last, but not in between, is: an earlier attempt may have stopped there.
 */
function changesBetween<Item, Facets>(
  states: readonly (readonly SearchRow<Item, Facets>[])[],
): RowChanges<Item, Facets> {
  const byKey = states.map((rows) => new Map(rows.map((row) => [keyOf(row), row])));
  const last = byKey.at(-1) ?? new Map<string, SearchRow<Item, Facets>>();
  const put = [...last].flatMap(([key, row]) =>
    byKey.every((rows) => isDeepStrictEqual(rows.get(key), row)) ? [] : [row],
  );
  const places = new Map(byKey.flatMap((rows) => [...rows]));
  const remove = [...places].flatMap(([key, { term, position }]) =>
    last.has(key) ? [] : [{ term, position }],
  );
  return { put, remove };
}
