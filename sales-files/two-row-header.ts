import type { Field, Mapping } from './fields.ts';
import { type Columns, fieldsIn } from './find-columns.ts';
import { SalesFileError } from './sales-file-error.ts';
import type { NumberedRecord, Table } from './split-table.ts';

/**
 * Some reports name the columns of an item's first row in one row, and those of its second below it. Nothing in such a file says which
 * rows belong together once one is missing, so that numbers could be read as other ones.
 * @throws SalesFileError if the row above or below the header names columns that the header lacks.
 */
export function refuseTwoRowHeader({ above, rows }: Table, columns: Columns, mapping: Mapping = {}): void {
  const names = (row: NumberedRecord | undefined): row is NumberedRecord =>
    row !== undefined && isSecondHeader(row.record, columns, mapping);
  const [upper, lower] = [above.at(-1), rows[0]];
  const other = [upper, lower].find(names);
  if (other === undefined) return;
  const named = other.record.map((name) => name.trim()).filter((name) => name !== '');
  throw new SalesFileError(
    `The header has two rows: line ${other.number} has the columns ${named.join(', ')}, so each item is on two rows with columns of their own. ` +
      'Save the report with one header row, or with each item on one row.',
  );
}

/** Of each group, an item has one. */
const NEEDED: readonly (readonly Field[])[] = [
  ['stockCode', 'description'],
  ['quantity'],
  ['unitPrice', 'total'],
];

function isSecondHeader(record: readonly string[], columns: Columns, mapping: Mapping): boolean {
  const cells = record.filter((cell) => cell.trim() !== '');
  const named = fieldsIn(record, mapping);
  const lacking = NEEDED.filter((group) => group.every((field) => columns[field] === undefined));
  const isNames = named.length * 2 >= cells.length && cells.every((cell) => !/\d/.test(cell));
  // One word could be a title.
  return named.length > 1 && isNames && lacking.flat().some((field) => named.includes(field));
}
