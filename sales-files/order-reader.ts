import { type Field, fields } from './fields.ts';
import type { Columns, FoundColumns } from './find-columns.ts';

/** What the lines of one order have in common whoever bought them, and exports often write in the first of them alone. */
const OF_ORDER = [
  'currency',
  'invoiceDate',
  'invoiceTime',
  'status',
  'saleType',
] as const satisfies readonly Field[];

/** Who bought them. */
const OF_CUSTOMER = ['customerId', 'customerName', 'email', 'country'] as const satisfies readonly Field[];

export type Cells = Readonly<Record<Field, string>>;

/** Reads the cells of one line after the other, with those that stand only in the first line of an order. */
export class OrderReader {
  readonly #found: FoundColumns;
  readonly #walksIn: boolean;
  #previous: Cells | undefined;

  /** @param walksIn whether lines without a customer may be somebody's own. */
  constructor(found: FoundColumns, walksIn = false) {
    this.#found = found;
    this.#walksIn = walksIn;
  }

  /** The trimmed cells of a line; `''` where there is none. */
  cellsOf(record: readonly string[]): Cells {
    const { columns, constants } = this.#found;
    const cells = Object.fromEntries(
      fields.map((field) => [
        field,
        columns[field] === undefined ? (constants[field] ?? '') : cellIn(record, columns, field),
      ]),
    ) as Record<Field, string>;
    if (columns.invoiceNo !== undefined && this.#previous !== undefined) {
      for (const field of this.#leftOut(cells, this.#previous)) {
        if (cells[field] === '') cells[field] = this.#previous[field];
      }
    }
    // What is below a total does not continue it.
    this.#previous = isTotal(cells) && cells.invoiceNo === '' ? undefined : cells;
    return cells;
  }

  /**
   * What a line may leave out since the line before has it: all of the order, if it says nothing of one, or has the same number and no
   * date. A line of the same order with a date, but without a customer, is somebody else's.
   */
  #leftOut(cells: Cells, previous: Cells): readonly Field[] {
    const { columns } = this.#found;
    const all = [...OF_ORDER, ...OF_CUSTOMER];
    if (cells.invoiceNo === '') {
      const isItem = (cells.stockCode !== '' || cells.description !== '') && !isTotal(cells);
      const isSilent = (of: readonly Field[]) =>
        of.every((field) => cells[field] === '' || columns[field] === undefined);
      // A currency, a status or a country may be on each line of an order.
      const told = this.#walksIn ? all : (['invoiceDate', 'customerId', 'customerName', 'email'] as const);
      return isItem && isSilent(told) ? ['invoiceNo', ...all] : [];
    }
    if (cells.invoiceNo !== previous.invoiceNo) return [];
    return columns.invoiceDate !== undefined && cells.invoiceDate === '' ? all : OF_ORDER;
  }
}

/** What programs write for nothing. */
const NOTHING = /^(nan|null|none|n\/a|#n\/a|-)$/i;

/** A trimmed cell; `''` for nothing. */
export const present = (cell: string): string => (NOTHING.test(cell.trim()) ? '' : cell.trim());

/** The trimmed cell of a field; `''` where there is none. */
export function cellIn(record: readonly string[], columns: Columns, field: Field): string {
  const at = columns[field];
  return at === undefined ? '' : present(record[at] ?? '');
}

const TOTAL = /^(grand |sub)?total(s|e|en|es)?\b|^(gesamt|summe|suma|razem|somme|totaal|合计|总计|小计)/iu;

/** Whether a text names the sum of other lines. */
export const isTotalText = (text: string): boolean => TOTAL.test(text.trim());

const SUBTOTAL = /^(.+?)[ :-]+((sub)?total|ergebnis|summe|suma|汇总|小计|合计)$/iu;

/** Whether a line is the sum of those above it, as spreadsheets write it: `Tea Total`. @param above the last line that is none. */
export const isSubtotal = (record: readonly string[], above: readonly string[]): boolean =>
  record.some((cell, at) => {
    const group = SUBTOTAL.exec(cell.trim())?.[1];
    return group !== undefined && group === above[at]?.trim();
  });

/** Whether a line is the sum of others. */
export function isTotal(cells: Cells): boolean {
  const { invoiceNo, stockCode, description } = cells;
  if (stockCode === '' && description === '') return Object.values(cells).some(isTotalText);
  return isTotalText(invoiceNo) || (invoiceNo === '' && [stockCode, description].some(isTotalText));
}
