import type { Page } from '../api/types.ts';

/** The pages of a list that have been read, with the request of each. */
export interface Pages<Item> {
  readonly pages: readonly Page<Item>[];
  readonly pageParams: readonly unknown[];
}

interface Merged<Item> {
  readonly pages: Pages<Item>;
  /** Rows of the answer that were on no page. */
  readonly added: readonly Item[];
}

/**
 * Puts a page that was read again in the place of its former version. The other pages stay, without what has moved to this one. What new
 * rows have pushed off the page stays as well. What is no longer on it is gone.
 *
 * Undefined if page and answer have nothing in common: then nobody knows what is between them, and the list has to begin anew.
 * @param options.withAdded whether new rows are put in.
 */
export function mergePage<Item>(
  { pages, pageParams }: Pages<Item>,
  at: number,
  answer: Page<Item>,
  { idOf, withAdded }: { readonly idOf: (item: Item) => string; readonly withAdded: boolean },
): Merged<Item> | undefined {
  const former = pages[at]?.items ?? [];
  const known = new Set(pages.flatMap(({ items }) => items.map(idOf)));
  const answered = new Set(answer.items.map(idOf));
  const added = answer.items.filter((item) => !known.has(idOf(item)));
  const items = withAdded ? answer.items : answer.items.filter((item) => known.has(idOf(item)));
  const others = pages.map((page) => without(page, answered, idOf));
  const { nextCursor: _, ...rest } = answer;
  const replaced = (page: Page<Item>, after: readonly Page<Item>[]): Merged<Item> => {
    const all = [...others.slice(0, at), page, ...after];
    return { pages: { pages: all, pageParams: pageParams.slice(0, all.length) }, added };
  };
  if (answer.nextCursor === undefined) return replaced({ ...rest, items }, []);
  const lastKnown = former.findLastIndex((item) => idOf(item) === lastOf(answer.items, former, idOf));
  if (lastKnown === -1 && (former.length > 0 || answer.items.length > 0)) return undefined;
  const pushedOff = former.slice(lastKnown + 1).filter((item) => !answered.has(idOf(item)));
  const after = others.slice(at + 1);
  // The end of the answer is the end of the list so far.
  const isEnd = after.length === 0 && (withAdded || pushedOff.length === 0);
  if (isEnd) return replaced({ ...answer, items }, []);
  const nextCursor = pages[at]?.nextCursor;
  return replaced(
    { ...rest, items: [...items, ...pushedOff], ...(nextCursor !== undefined && { nextCursor }) },
    after,
  );
}

/** The id of the last item that was on the page before. */
function lastOf<Item>(
  answered: readonly Item[],
  former: readonly Item[],
  idOf: (item: Item) => string,
): string | undefined {
  const before = new Set(former.map(idOf));
  const last = answered.findLast((item) => before.has(idOf(item)));
  return last === undefined ? undefined : idOf(last);
}

const without = <Item>(
  page: Page<Item>,
  ids: ReadonlySet<string>,
  idOf: (item: Item) => string,
): Page<Item> =>
  page.items.some((item) => ids.has(idOf(item)))
    ? { ...page, items: page.items.filter((item) => !ids.has(idOf(item))) }
    : page;
