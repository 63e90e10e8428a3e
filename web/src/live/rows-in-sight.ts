/** Whether the reader sees the begin of a list, or has it still before them: then a new row moves nothing that they have passed. */
export function isBeginInSight(rows: readonly Element[]): boolean {
  const first = rows[0];
  return first === undefined || first.getBoundingClientRect().bottom > 0;
}

/**
 * The pages of a list that are in sight, and always the first one, which has what is new.
 * @param lengths the number of rows of each page. @param rows of all pages, in their order.
 */
export function pagesInSight(lengths: readonly number[], rows: readonly Element[]): readonly number[] {
  const first = rows.findIndex((row) => row.getBoundingClientRect().bottom > 0);
  const last = rows.findLastIndex((row) => row.getBoundingClientRect().top < window.innerHeight);
  const pageOf = (row: number): number => {
    let end = 0;
    return lengths.findIndex((length) => {
      end += length;
      return row < end;
    });
  };
  return [...new Set([0, pageOf(first), pageOf(last)])].filter((page) => page >= 0);
}
