import { currencyOf } from './currencies.ts';
import type { Field } from './fields.ts';
import type { FoundColumns } from './find-columns.ts';
import { cellIn } from './order-reader.ts';
import { markOf, readCell } from './read-numbers.ts';
import { isHeader, type NumberedRecord, type Table } from './split-table.ts';

/** A table in which each cell such as `2 x 3.50` became a quantity and a price. */
export interface Counted {
  readonly table: Table;
  readonly found: FoundColumns;
  /** The lines that had one. */
  readonly numbers: ReadonlySet<number>;
}

/**
 * Tills print `2 x 3.50` below a product, in whatever column. Columns for the quantity and the price are added if the file has none.
 * @returns undefined if there are no such cells, or only beside a product, a quantity or a price.
 */
export function splitCounted({ header, rows, ...table }: Table, found: FoundColumns): Counted | undefined {
  const { quantity = header.length } = found.columns;
  const { unitPrice = Math.max(header.length, quantity + 1) } = found.columns;
  const added = [
    ...(quantity < header.length ? [] : ['Quantity']),
    ...(unitPrice < header.length ? [] : ['Unit price']),
  ];
  const cells = new Map<number, CountedCell>();
  for (const { number, record } of rows) {
    const cell = record.length < header.length ? undefined : countedIn(record, found);
    if (cell !== undefined) cells.set(number, cell);
  }
  if (cells.size === 0) return undefined;
  const split = rows.map((row): NumberedRecord => {
    if (isHeader(row.record, header)) return { ...row, record: [...header, ...added] };
    // A record that is too short or too long stays so.
    const record = row.record.toSpliced(header.length, 0, ...added.map(() => ''));
    const cell = cells.get(row.number);
    if (cell !== undefined) {
      record[cell.at] = '';
      record[quantity] = cell.quantity;
      record[unitPrice] = cell.unitPrice;
    }
    return { ...row, record };
  });
  return {
    table: { ...table, header: [...header, ...added], rows: split },
    found: { ...found, columns: { ...found.columns, quantity, unitPrice } },
    numbers: new Set(cells.keys()),
  };
}

interface CountedCell {
  readonly at: number;
  readonly quantity: string;
  readonly unitPrice: string;
}

/** `2 x 3.50`, `2 Stk. × 3,50 €`, `2 @ 3.50 = 7.00`. */
const COUNTED = /^([-−]?\d[\d.,]*)\s*(?:\p{L}{1,5}\.?\s*)?[x×*@]\s*([^=]*\d[^=]*?)\s*(?:=.*)?$/iu;

const ELSEWHERE = ['stockCode', 'description', 'quantity', 'unitPrice'] as const satisfies readonly Field[];

function countedIn(record: readonly string[], { columns }: FoundColumns): CountedCell | undefined {
  const filled = ELSEWHERE.filter((field) => cellIn(record, columns, field) !== '');
  // Most rows of most files end here.
  if (filled.length > 1) return undefined;
  const at = record.findIndex((cell) => COUNTED.test(cell.trim()));
  const [, quantity, unitPrice] = COUNTED.exec(record[at]?.trim() ?? '') ?? [];
  if (quantity === undefined || unitPrice === undefined || !isPrice(unitPrice)) return undefined;
  return filled.every((field) => columns[field] === at) ? { at, quantity, unitPrice } : undefined;
}

function isPrice(text: string): boolean {
  const mark = markOf(text);
  const { kind } = readCell(text, undefined);
  return (mark === '' || currencyOf(mark) !== undefined) && (kind === 'number' || kind === 'ambiguous');
}
