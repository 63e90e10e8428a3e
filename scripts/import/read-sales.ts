import { createHash } from 'node:crypto';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Columns, type Field, fields, positionsIn, UsageError } from './columns.ts';
import { delimiterOf, textOf } from './csv-text.ts';

/** A line of the file. Its fields are trimmed text; `record` is what the file says. */
export interface SalesLine extends Readonly<Record<Field, string>> {
  /** Where it begins in the file; the header is line 1. */
  readonly number: number;
  readonly record: readonly string[];
  /** The same for the same line in every run: from its fields, and how many equal lines are before it. */
  readonly key: string;
}

/** A line that cannot be understood as one. */
export interface UnreadableLine {
  readonly number: number;
  readonly record: readonly string[];
  readonly reason: string;
}

export interface SalesFile {
  readonly header: readonly string[];
  readonly lines: readonly SalesLine[];
  readonly unreadable: readonly UnreadableLine[];
}

/** The file is no CSV from some line on; the message names the line. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Reads sales lines: UTF-8 (with or without byte order mark) or Windows-1252; comma, semicolon or tab; quoted
 * fields; LF, CRLF or CR.
 * @throws UsageError for missing columns, UnreadableFile for a quote that is never closed.
 */
export function readSales(bytes: Uint8Array, columns: Columns): SalesFile {
  // Line breaks are LF now: the same lines in another file have the same keys.
  const [head, ...rest] = recordsOf(textOf(bytes));
  if (head === undefined) throw new UsageError('The file is empty.');
  const header = head.record;
  const positions = positionsIn(header, columns);
  const lines: SalesLine[] = [];
  const unreadable: UnreadableLine[] = [];
  const seen = new Map<string, number>();
  for (const { record, number } of rest) {
    if (record.length !== header.length) {
      const reason = `unreadable: ${record.length} columns, not ${header.length}`;
      unreadable.push({ number, record, reason });
      continue;
    }
    const values = Object.fromEntries(
      fields.map((field) => [field, record[positions[field]]?.trim() ?? '']),
    ) as Record<Field, string>;
    const content = JSON.stringify(fields.map((field) => values[field]));
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    lines.push({ ...values, number, record, key: keyOf('line', content, occurrence) });
  }
  return { header, lines, unreadable };
}

/** A key that depends on nothing but its parts. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(['multidomain-import-1', ...parts]))
    .digest('base64url');

interface NumberedRecord {
  readonly record: readonly string[];
  readonly number: number;
}

function recordsOf(text: string): NumberedRecord[] {
  const records: NumberedRecord[] = [];
  let lastLine = 0;
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      // 5" TILE is no quoted field.
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        lastLine = lines;
        records.push({ record, number: lines - record.join('').split('\n').length + 1 });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quoted field is never closed' : error.message;
    throw new UnreadableFile(`Line ${lastLine + 1}: ${what}.`);
  }
  return records;
}
