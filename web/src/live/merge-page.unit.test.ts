import { describe, expect, test } from 'vitest';
import { mergePage, type Pages } from './merge-page.ts';

interface Row {
  readonly id: string;
  readonly name?: string;
}

const rows = (ids: string): readonly Row[] => [...ids].map((id) => ({ id }));

/** Pages with these ids, a letter each, the last with a cursor if it ends with `>`. */
const pagesOf = (...pages: string[]): Pages<Row> => ({
  pages: pages.map((ids, at) => ({
    items: rows(ids.replace('>', '')),
    ...((at < pages.length - 1 || ids.endsWith('>')) && { nextCursor: `cursor ${at + 1}` }),
  })),
  pageParams: pages.map((_, at) => (at === 0 ? undefined : `cursor ${at}`)),
});

const answerOf = (ids: string) => ({
  items: rows(ids.replace('>', '')),
  ...(ids.endsWith('>') && { nextCursor: 'new cursor' }),
});

const merged = (before: Pages<Row>, at: number, answer: string, withAdded = true) => {
  const result = mergePage(before, at, answerOf(answer), { idOf: ({ id }) => id, withAdded });
  return result?.pages.pages.map(
    ({ items, nextCursor }) =>
      `${items.map(({ id }) => id).join('')}${nextCursor === undefined ? '' : `>${nextCursor}`}`,
  );
};

describe('a page that was read again', () => {
  test('has the rows of the answer', () => {
    const before = pagesOf('ab');
    const answer = { items: [{ id: 'a', name: 'new' }, { id: 'b' }] };
    const after = mergePage(before, 0, answer, { idOf: ({ id }) => id, withAdded: true });
    expect(after?.pages.pages[0]?.items).toEqual(answer.items);
    expect(after?.added).toEqual([]);
  });

  test('alone, ends where the answer ends', () => {
    expect(merged(pagesOf('bcd>'), 0, 'abc>')).toEqual(['abc>new cursor']);
    expect(merged(pagesOf('abc>'), 0, 'ac')).toEqual(['ac']);
  });

  test('keeps what new rows have pushed off, since the next page begins after it', () => {
    expect(merged(pagesOf('cde', 'fgh>'), 0, 'abc>')).toEqual(['abcde>cursor 1', 'fgh>cursor 2']);
  });

  test('loses what was removed, and takes what has moved up from the next page', () => {
    expect(merged(pagesOf('abc', 'def>'), 0, 'acd>')).toEqual(['acd>cursor 1', 'ef>cursor 2']);
  });

  test('takes a row that has moved to the top from any page', () => {
    expect(merged(pagesOf('abc', 'def', 'ghi>'), 0, 'hab>')).toEqual([
      'habc>cursor 1',
      'def>cursor 2',
      'gi>cursor 3',
    ]);
  });

  test('further down leaves the pages before it, without what has moved down', () => {
    expect(merged(pagesOf('abc', 'def', 'ghi>'), 1, 'dbe>')).toEqual([
      'ac>cursor 1',
      'dbef>cursor 2',
      'ghi>cursor 3',
    ]);
  });

  test('that ends the list leaves nothing after it', () => {
    const after = mergePage(pagesOf('abc', 'def'), 0, answerOf('ab'), {
      idOf: ({ id }) => id,
      withAdded: true,
    });
    expect(after?.pages).toEqual({ pages: [{ items: rows('ab') }], pageParams: [undefined] });
  });

  test('with nothing that was on it says that the list has to begin anew', () => {
    expect(merged(pagesOf('abc', 'def>'), 0, 'xyz>')).toBeUndefined();
    expect(merged(pagesOf('abc>'), 0, '>')).toBeUndefined();
  });
});

describe('new rows that wait', () => {
  test('are told, and not put in', () => {
    const before = pagesOf('cde', 'fgh>');
    const result = mergePage(before, 0, answerOf('abc>'), { idOf: ({ id }) => id, withAdded: false });
    expect(result?.added).toEqual(rows('ab'));
    expect(result?.pages).toEqual(before);
  });

  test('do not move the end of the only page', () => {
    expect(merged(pagesOf('bcd>'), 0, 'abc>', false)).toEqual(['bcd>cursor 1']);
    expect(merged(pagesOf('bcd>'), 0, 'bcd>', false)).toEqual(['bcd>new cursor']);
  });

  test('do not hide what was removed', () => {
    expect(merged(pagesOf('bcd'), 0, 'abd', false)).toEqual(['bd']);
  });
});
