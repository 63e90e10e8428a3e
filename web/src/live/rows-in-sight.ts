/** A row that is in the document. Of a long list, most are not. */
export interface PlacedRow {
  /** Its place in the list, from 0. */
  readonly at: number;
  readonly row: HTMLTableRowElement;
}

/** The rows of a list that are in the document, in their order. */
export const placedRows = (body: HTMLTableSectionElement | null): readonly PlacedRow[] =>
  [...(body?.querySelectorAll<HTMLTableRowElement>(':scope > tr[data-index]') ?? [])].map((row) => ({
    at: Number(row.dataset['index']),
    row,
  }));

/** Whether the reader sees the begin of a list, or has it still before them: then a new row moves nothing that they have passed. */
export function isBeginInSight(rows: readonly PlacedRow[]): boolean {
  const first = rows[0];
  return first === undefined || (first.at === 0 && first.row.getBoundingClientRect().bottom > 0);
}

/**
 * The pages of a list that are in sight, and always the first one, which has what is new.
 * @param lengths the number of rows of each page. @param rows those in the document.
 */
export function pagesInSight(lengths: readonly number[], rows: readonly PlacedRow[]): readonly number[] {
  const first = rows.find(({ row }) => row.getBoundingClientRect().bottom > 0);
  const last = rows.findLast(({ row }) => row.getBoundingClientRect().top < window.innerHeight);
  const pageOf = (at: number): number => {
    let end = 0;
    return lengths.findIndex((length) => {
      end += length;
      return at < end;
    });
  };
  const seen = [first, last].map((placed) => (placed === undefined ? -1 : pageOf(placed.at)));
  return [...new Set([0, ...seen])].filter((page) => page >= 0);
}
