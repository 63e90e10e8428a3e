import { stringify } from 'csv-stringify/browser/esm/sync';
import { type Cell, type Notation, notation } from './cells.ts';
import type { ListFormat } from './list-export.ts';

/** What Excel takes for a number, a day or a time: it would turn `00123` into 123, and `1-2` into a day. */
const CONVERTED =
  /^\s*[\d.][\d.,:/\sE+-]*$|^\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W?\d+$/i;

/** Lines of a CSV file. No cell is a formula, whatever somebody has called their product. */
export const csvLines = (
  rows: readonly (readonly Cell[])[],
  { delimiter, decimal }: Notation = notation,
): string =>
  stringify(
    rows.map((cells) => cells.map((cell) => cell ?? '')),
    {
      delimiter,
      record_delimiter: 'windows',
      escape_formulas: true,
      // The library quotes cells with the whole record delimiter, not those with half of it.
      quoted_match: /[\r\n]/,
      cast: {
        number: (value) => String(value).replace('.', decimal),
        object: (value) => codeCell((value as { readonly code: string }).code),
      },
    },
  );

/** As a formula whose value is the text, because Excel has no other way to say so in CSV. It cannot be more than that text. */
const codeCell = (code: string) =>
  CONVERTED.test(code) ? { value: `="${code}"`, escape_formulas: false, quoted: true } : code;

/** CSV that Excel opens by a double click: with a byte order mark, since it takes text without one for an old encoding. */
export const csv: ListFormat = {
  extension: 'csv',
  mediaType: 'text/csv;charset=utf-8',
  head: ({ columns }) => `\ufeff${csvLines([columns.map(({ title }) => title)])}`,
  lines: ({ columns }, rows) => csvLines(rows.map((row) => columns.map(({ cell }) => cell(row)))),
};
