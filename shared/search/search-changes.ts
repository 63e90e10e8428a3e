import { isDeepStrictEqual } from 'node:util';
import { type FormerRow, formerRow } from './former-rows.ts';
import { type ListedRow, listedRowsOf, type Place, type Searchable, type SearchRow } from './search-row.ts';
import { allEntries, type Term } from './terms.ts';

/** Changes that turn rows into others. */
export interface RowChanges<Item, Facets> {
  readonly put: readonly SearchRow<Item, Facets>[];
  /** To be put where the entity was, once the others are. */
  readonly former: readonly FormerRow[];
  readonly remove: readonly Place[];
}

type Rows<Item, Facets> = readonly ListedRow<Item, Facets>[];

/** What every change of an aggregate changes. */
const OF_EVERY_CHANGE = ['version', 'updatedAt', 'updatedBy'];

/** The key of a row, as text. */
export const keyOf = ({ term, position }: Place): string => `${term} ${position}`;

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
  const rows = [before, after].map((item) =>
    item === undefined
      ? []
      : listedRowsOf(searchable, item, 'at once').filter(({ row }) => !(later && 'item' in row)),
  );
  return changesBetween(rows, lastChange(searchable, [after]));
}

/**
 * The changes of the rows that are written from the stream.
 * @param states that the entity had, the last of them at the end; undefined where it did not exist.
 */
export const changesFromStream = <Item, Facets>(
  searchable: Searchable<Item, Facets>,
  states: readonly (Item | undefined)[],
): RowChanges<Item, Facets> =>
  changesBetween(
    states.map((item) => (item === undefined ? [] : listedRowsOf(searchable, item, 'from the stream'))),
    lastChange(searchable, states),
  );

/** The former rows of an entity after these states, whenever they are written. */
export const formerRowsAfter = <Item>(
  searchable: Searchable<Item, unknown>,
  states: readonly Item[],
): readonly FormerRow[] =>
  changesBetween(
    states.map((item) => listedRowsOf(searchable, item)),
    lastChange(searchable, states),
  ).former;

/** When an entity came to the last of some states; undefined if it does not exist there. */
function lastChange<Item>(
  { entryOf }: Pick<Searchable<Item, unknown>, 'entryOf'>,
  states: readonly (Item | undefined)[],
): string | undefined {
  const last = states.at(-1);
  return last === undefined ? undefined : entryOf(last).changedAt;
}

/**
 * Turns the rows of any of some states into those of the last one. A row that is the same in all of them is not written. One that
 * is the same in the first and the last, but not in between, is: an earlier attempt may have stopped there.
 * @param movedAt when the entity came to its last state; undefined if it does not exist there.
 */
function changesBetween<Item, Facets>(
  states: readonly Rows<Item, Facets>[],
  movedAt: string | undefined,
): RowChanges<Item, Facets> {
  const byKey = states.map((rows) => new Map(rows.map((each) => [keyOf(each.row), each])));
  const last = byKey.at(-1) ?? new Map<string, ListedRow<Item, Facets>>();
  const put = [...last].flatMap(([key, { row }]) =>
    byKey.every((rows) => isDeepStrictEqual(rows.get(key)?.row, row)) ? [] : [row],
  );
  const left = [...new Map(byKey.flatMap((rows) => [...rows]))].flatMap(([key, each]) =>
    last.has(key) ? [] : [each],
  );
  const terms = new Set([...last.values()].map(({ row }) => row.term));
  const stays = ({ list, row }: ListedRow<Item, Facets>) =>
    movedAt !== undefined && isWalked(list) && (list.merged === true || terms.has(row.term));
  const place = ({ row: { term, position } }: ListedRow<Item, Facets>) => ({ term, position });
  return {
    put,
    former: left.filter(stays).map((each) => formerRow(place(each), movedAt as string)),
    remove: left.filter((each) => !stays(each)).map(place),
  };
}

/** Whether a list is read page by page: that of an exact value has an entry or two. */
const isWalked = (list: Term): boolean => list === allEntries || list.written !== 'at once';
