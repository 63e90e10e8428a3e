import { type ReadNumber, readNumber } from '../shared/values/read-number.ts';

/** The decimal separator of a column; undefined if nothing in it tells, or its cells contradict each other. */
export type Decimal = '.' | ',' | undefined;

/** What is beside the digits of a cell, such as `£`, `EUR` or `zł`; `''` if nothing. */
export const markOf = (cell: string): string => cell.replace(/[\p{Nd}\p{Zs}\s.,'’٬٫()（）+\-−]/gu, '').trim();

/** Reads one cell. @param decimal of its column. */
export const readCell = (cell: string, decimal: Decimal): ReadNumber =>
  readNumber(unquoted(cell), { marks: [markOf(cell)], ...(decimal && { decimal }) });

/** What makes a number another one: thousands, dozens, percent, or hundredths of a currency. */
const MULTIPLE =
  /^(k|m|mn|mio|mrd|bn|tsd|tys|mln|%|‰|dz|doz|dozens?|dutzend|douzaines?|docenas?|dozzin[ae]|tuzin\p{L}*|ct|cts|cents?|¢|pence|gr|groszy|kop|коп|万|千|百|亿|打)\.?$/iu;

/** Whether a mark beside the digits means that they are not the number. */
export const isMultiple = (mark: string): boolean => MULTIPLE.test(mark);

/**
 * The decimal separator that a column's cells have in common. `1,299` says nothing; `12.50` and `1,299.00` do.
 */
export function decimalOf(cells: Iterable<string>): Decimal {
  let found: Decimal;
  for (const cell of cells) {
    const told = toldBy(cell);
    if (told === undefined) continue;
    if (found !== undefined && found !== told) return undefined;
    found = told;
  }
  return found;
}

function toldBy(cell: string): Decimal {
  if (!/[.,]/.test(cell)) return undefined;
  const [point, comma] = (['.', ','] as const).map((decimal) => readCell(cell, decimal).kind === 'number');
  if (point === comma) return undefined;
  return point === true ? '.' : ',';
}

/** A cell without what spreadsheets put around text that looks like a number: `="00123"`, `'00123`. */
export const unquoted = (cell: string): string => {
  const text = cell.trim();
  return /^="(.*)"$/s.exec(text)?.[1] ?? text.replace(/^'(?=\S)/, '');
};
