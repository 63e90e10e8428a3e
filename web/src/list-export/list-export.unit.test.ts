import { expect, test, vi } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { fileOf, type ListExport } from './list-export.ts';

interface Row {
  readonly id: string;
}

/** A list of these pages; a cursor is the number of a page. */
const listOf = (pages: readonly (readonly string[])[]): ListExport<Row> => ({
  name: 'products',
  noun: 'product',
  isFiltered: false,
  read: async (cursor = '0') => ({
    items: (pages[Number(cursor)] ?? []).map((id) => ({ id })),
    ...(Number(cursor) + 1 < pages.length && { nextCursor: String(Number(cursor) + 1) }),
  }),
  idOf: ({ id }) => id,
  columns: [],
});

const never = new AbortController().signal;

test('has the rows of all pages, those in two pages once, and goes on after an empty page', async () => {
  const onProgress = vi.fn();
  const file = await fileOf(listOf([['a', 'b'], [], ['b', 'c']]), jsonLines, { signal: never, onProgress });
  expect(await file.text()).toBe('{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n');
  expect(file.type).toBe('application/jsonl');
  expect(onProgress.mock.calls).toEqual([[2], [2], [3]]);
});

test('has all of many pages in their order', async () => {
  const pages = Array.from({ length: 180 }, (_, page) => [`${page}`]);
  const file = await fileOf(listOf(pages), jsonLines, { signal: never, onProgress: () => {} });
  const ids = (await file.text()).trim().split('\n');
  expect(ids).toEqual(pages.map(([id]) => JSON.stringify({ id })));
});

test('is not made once it is stopped, and reads no further page', async () => {
  const stop = new AbortController();
  const list = listOf([['a'], ['b'], ['c']]);
  const read = vi.fn(list.read);
  const onProgress = (): void => stop.abort();
  const made = fileOf({ ...list, read }, jsonLines, { signal: stop.signal, onProgress });
  await expect(made).rejects.toThrow(/aborted/);
  expect(read.mock.calls.length).toBeLessThanOrEqual(2);
});
