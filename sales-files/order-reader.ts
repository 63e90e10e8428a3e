import { type Field, fields } from './fields.ts';
import type { FoundColumns } from './find-columns.ts';

/** What lines of one order have in common, and exports often write in the first of them alone. */
const OF_ORDER = [
  'invoiceNo',
  'currency',
  'invoiceDate',
  'invoiceTime',
  'status',
  'customerId',
  'customerName',
  'email',
  'country',
] as const satisfies readonly Field[];

export type Cells = Readonly<Record<Field, string>>;

/** Reads the cells of one line after the other, with those that stand only in the first line of an order. */
export class OrderReader {
  readonly #found: FoundColumns;
  #previous: Cells | undefined;

  constructor(found: FoundColumns) {
    this.#found = found;
  }

  /** The trimmed cells of a line; `''` where there is none. */
  cellsOf(record: readonly string[]): Cells {
    const { columns, constants } = this.#found;
    const cells = Object.fromEntries(
      fields.map((field) => {
        const at = columns[field];
        return [field, at === undefined ? (constants[field] ?? '') : present(record[at] ?? '')];
      }),
    ) as Record<Field, string>;
    if (
      columns.invoiceNo !== undefined &&
      this.#previous !== undefined &&
      this.#continues(cells, this.#previous)
    ) {
      for (const field of OF_ORDER) if (cells[field] === '') cells[field] = this.#previous[field];
    }
    this.#previous = cells;
    return cells;
  }

  /**
   * Whether a line leaves out what the line before says of their order: it has the same number and no date, or nothing of an order at
   * all. A line with a date but without a customer is somebody else's.
   */
  #continues(cells: Cells, previous: Cells): boolean {
    if (cells.invoiceNo !== '') {
      return (
        cells.invoiceNo === previous.invoiceNo &&
        this.#found.columns.invoiceDate !== undefined &&
        cells.invoiceDate === ''
      );
    }
    const isItem = (cells.stockCode !== '' || cells.description !== '') && !isTotal(cells);
    return (
      isItem && OF_ORDER.every((field) => cells[field] === '' || this.#found.columns[field] === undefined)
    );
  }
}

/** What programs write for nothing. */
const NOTHING = /^(nan|null|none|n\/a|#n\/a|-)$/i;

const present = (cell: string): string => (NOTHING.test(cell.trim()) ? '' : cell.trim());

const TOTAL = /^(grand |sub)?total(s|e|en|es)?\b|^(gesamt|summe|suma|razem|somme|totaal|合计|总计|小计)/iu;

/** Whether a line is the sum of others. */
export const isTotal = ({ invoiceNo, stockCode, description }: Cells): boolean =>
  TOTAL.test(invoiceNo) || (invoiceNo === '' && [stockCode, description].some((text) => TOTAL.test(text)));
