import type { Columns } from './find-columns.ts';
import { readDate } from './read-dates.ts';
import { SalesFileError } from './sales-file-error.ts';

/**
 * A pivoted table has a column for each month or year. What is in them may be pieces or money, and their total is no price.
 * @throws SalesFileError if a header without a date has several of them.
 */
export function refusePivoted(header: readonly string[], columns: Columns): void {
  if (columns.invoiceDate !== undefined) return;
  const taken = new Set(Object.values(columns));
  const periods = header.map((name) => name.trim()).filter((name, at) => !taken.has(at) && isPeriod(name));
  if (periods.length < 2) return;
  throw new SalesFileError(
    `The columns ${periods.slice(0, 3).join(', ')}${periods.length > 3 ? ', …' : ''} are periods of time, so the table has sums of sales instead of sales. ` +
      'Export the sales themselves, with one line for each.',
  );
}

/** `2024`, `Q1 2024`, `2024-01`, `01/2024`, `Jan`, `Jan-24`, or a day. */
function isPeriod(name: string): boolean {
  if (/^(19|20)\d\d$|^Q[1-4]\b|\bQ[1-4]$|^\d{1,2}月$/i.test(name)) return true;
  if (/^\d{1,2}[-/.](19|20)\d\d$/.test(name))
    return readDate(`1.${name.replace(/[-/]/, '.')}`).kind !== 'unreadable';
  const tries = [name, `${name}-01`, `1 ${name}`, `1 ${name} 2024`];
  return /^\D|[-/.]/.test(name) && tries.some((text) => readDate(text).kind !== 'unreadable');
}
