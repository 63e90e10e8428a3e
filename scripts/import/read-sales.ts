import { createHash } from 'node:crypto';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../terminal/usage-error.ts';
import { type Columns, type Field, fields, positionsIn } from './columns.ts';
import { delimiterOf, textOf } from './csv-text.ts';

/** A line of the file. The fields are trimmed; `record` has the original text. */
export interface SalesLine extends Readonly<Record<Field, string>> {
  /** The line number in the file, where the header is line 1. */
  readonly number: number;
  readonly record: readonly string[];
  /** The same in every run: derived from the fields and the number of identical lines before this one. */
  readonly key: string;
}

/** A line with the wrong number of columns. */
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

/** The file is not valid CSV; the message names the line. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Reads sales lines from CSV: UTF-8 (with or without byte order mark) or Windows-1252; separated by comma, semicolon or
 * tab; with quoted fields; with LF, CRLF or CR.
 * @throws UsageError for missing columns, UnreadableFile for an unclosed quote.
 */
export function readSales(bytes: Uint8Array, columns: Columns): SalesFile {
  // With all line breaks as LF, the same line has the same key in any file.
  const [head, ...rest] = recordsOf(textOf(bytes));
  if (head === undefined) throw new UsageError('The file is empty.');
  const header = head.record;
  const positions = positionsIn(header, columns);
  const lines: SalesLine[] = [];
  const unreadable: UnreadableLine[] = [];
  const seen = new Map<string, number>();
  for (const { record, number } of rest) {
    if (record.length !== header.length) {
      const reason = `unreadable: ${record.length} columns instead of ${header.length}`;
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

/** A key that depends only on its parts. */
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
      // 5" TILE is not a quoted field.
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
