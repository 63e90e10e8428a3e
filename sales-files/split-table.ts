import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { SalesFileError } from './sales-file-error.ts';

/** A record of a file, and the line on which it begins; the first line is 1. */
export interface NumberedRecord {
  readonly number: number;
  readonly record: readonly string[];
}

/** A file as a table. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly NumberedRecord[];
  /** `''` in a workbook. */
  readonly delimiter: string;
  /** What is above the header, such as a title. */
  readonly above: readonly NumberedRecord[];
}

const DELIMITERS = [',', ';', '\t', '|'];

/** How many records are searched for the header. */
const HEAD = 50;

/**
 * Splits text into a table. The header is the record of the first fifty that has most of the columns that are looked for, in the
 * delimiter that finds most; so titles above it, and Excel's `sep=;`, do no harm.
 * @param recognized how many of the columns that are looked for a record names.
 * @throws SalesFileError for an empty file, and for a quote that is never closed.
 */
export function splitTable(text: string, recognized: (record: readonly string[]) => number): Table {
  if (text.trim() === '') throw new SalesFileError('The file is empty.');
  const named = /^sep=(.)(?:\n|$)/i.exec(text)?.[1];
  const head = text.split('\n', HEAD * 4).join('\n');
  const candidates = (named === undefined ? DELIMITERS : [named]).map((delimiter) => {
    const records = readableHead(head, delimiter).slice(0, HEAD);
    const counts = records.map(({ record }) => recognized(record));
    return { delimiter, found: Math.max(0, ...counts), width: records[0]?.record.length ?? 0 };
  });
  const [best] = candidates.toSorted((a, b) => b.found - a.found || b.width - a.width);
  const { delimiter = ',' } = best ?? {};
  return tableOf(recordsOf(text, delimiter), delimiter, recognized);
}

/** Records as a table, as {@link splitTable} finds its header. */
export function tableOf(
  records: readonly NumberedRecord[],
  delimiter: string,
  recognized: (record: readonly string[]) => number,
): Table {
  const counts = records.slice(0, HEAD).map(({ record }) => recognized(record));
  const at = Math.max(0, counts.indexOf(Math.max(...counts)));
  const above = records.slice(0, at).filter(({ record }) => !/^sep=.?$/i.test(record.join('')));
  return { header: records[at]?.record ?? [], rows: records.slice(at + 1), delimiter, above };
}

/** The first records. What is cut off in the middle of a quoted field is nobody's fault. */
function readableHead(head: string, delimiter: string): NumberedRecord[] {
  try {
    return recordsOf(head, delimiter);
  } catch {
    return recordsOf(head.split('\n').slice(0, HEAD).join('\n').replaceAll('"', ''), delimiter);
  }
}

function recordsOf(text: string, delimiter: string): NumberedRecord[] {
  const records: NumberedRecord[] = [];
  let last = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // 5" TILE is not a quoted field.
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }: { lines: number }) => {
        last = lines;
        records.push({ record, number: lines - record.join('').split('\n').length + 1 });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quoted field is never closed' : error.message;
    throw new SalesFileError(`Line ${last + 1}: ${what}.`);
  }
  return records;
}

/** Whether a row is empty but for delimiters and ruled lines: `-----`. */
export const isBlank = (record: readonly string[]): boolean =>
  record.every((cell) => /^\s*([-=_]{3,})?\s*$/.test(cell));

/** Whether a row repeats the header, as at the top of each page. */
export const isHeader = (record: readonly string[], header: readonly string[]): boolean =>
  record.join('\u0000') === header.join('\u0000');
