import type { Field } from './fields.ts';
import type { Columns } from './find-columns.ts';
import { isBlank, isHeader, type Table } from './split-table.ts';

/** What a file has, whether or not its sales can be read: enough to say how to read it. */
export interface Outline {
  /** As `TextDecoder` names it, or the sheet of a workbook. */
  readonly encoding: string;
  /** `''` in a workbook. */
  readonly delimiter: string;
  readonly header: readonly string[];
  /** The first few values of each column of the header, each once. */
  readonly examples: readonly (readonly string[])[];
  /** The column of each field that is read. */
  readonly columns: readonly (readonly [field: Field, column: string])[];
}

const MOST_EXAMPLES = 3;
/** How many rows are searched for examples. */
const HEAD = 200;

export function outlineOf({ header, rows, delimiter }: Table, columns: Columns, encoding: string): Outline {
  const records = rows
    .slice(0, HEAD)
    .map(({ record }) => record)
    .filter((record) => !isBlank(record) && !isHeader(record, header));
  const examplesOf = (at: number): string[] => {
    const cells = records.map((record) => record[at]?.trim() ?? '').filter((cell) => cell !== '');
    return [...new Set(cells)].slice(0, MOST_EXAMPLES);
  };
  return {
    encoding,
    delimiter,
    header: header.map((name) => name.trim()),
    examples: header.map((_, at) => examplesOf(at)),
    columns: Object.entries(columns).map(
      ([field, at]) => [field as Field, header[at]?.trim() ?? ''] as const,
    ),
  };
}
