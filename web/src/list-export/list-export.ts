import type { Page } from '../api/types.ts';
import type { Cell } from './cells.ts';

/** A list that can be saved as a file. */
export interface ListExport<Row> {
  /** What its rows are, in the plural: the name of the file begins with it. */
  readonly name: 'customers' | 'products' | 'purchases' | 'buyers';
  /** What a row is, in the singular. */
  readonly noun: string;
  /** Whether the list is a part of all there are. */
  readonly isFiltered: boolean;
  /** The number of rows, if the list is made of those that the reader has selected. */
  readonly selected?: number;
  /** Reads a page of the most rows. @param cursor undefined for the first. */
  readonly read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  readonly idOf: (row: Row) => string;
  readonly columns: readonly ListColumn<Row>[];
}

/** A column of a spreadsheet. */
export interface ListColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Cell;
}

/** Rows of a list that the reader has selected. @param read reads them. Default: they are `rows`. */
export const selectedOf = <Row>(
  list: ListExport<Row>,
  rows: readonly Row[],
  read: (signal: AbortSignal) => Promise<readonly Row[]> = async () => rows,
): ListExport<Row> => ({
  ...list,
  selected: rows.length,
  read: async (_cursor, signal) => ({ items: await read(signal) }),
});

/** How rows become the text of a file. */
export interface ListFormat {
  /** Of the file's name. */
  readonly extension: string;
  readonly mediaType: string;
  /** Before the first row. */
  readonly head: <Row>(list: ListExport<Row>) => string;
  readonly lines: <Row>(list: ListExport<Row>, rows: readonly Row[]) => string;
}

/** Memory is given to the browser, which may put it on the disk, after so many pages. */
const PAGES_IN_MEMORY = 50;

/**
 * All pages of a list as a file. Each entity is in it once, even if it moves while the list is read.
 * @param onProgress called after each page, with the number of rows so far.
 * @throws the signal's reason once it is aborted; ApiError.
 */
export async function fileOf<Row>(
  list: ListExport<Row>,
  format: ListFormat,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (rows: number) => void },
): Promise<Blob> {
  const known = new Set<string>();
  let parts: BlobPart[] = [format.head(list)];
  let cursor: string | undefined;
  do {
    const page = await list.read(cursor, signal);
    signal.throwIfAborted();
    const rows = page.items.filter((row) => !known.has(list.idOf(row)));
    for (const row of rows) known.add(list.idOf(row));
    parts.push(format.lines(list, rows));
    if (parts.length > PAGES_IN_MEMORY) parts = [new Blob(parts)];
    onProgress(known.size);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return new Blob(parts, { type: format.mediaType });
}
