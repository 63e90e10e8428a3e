import { type Field, fields } from './fields.ts';
import type { FoundColumns } from './find-columns.ts';

/** What the lines of one order have in common whoever bought them, and exports often write in the first of them alone. */
const OF_ORDER = ['currency', 'invoiceDate', 'invoiceTime', 'status'] as const satisfies readonly Field[];

/** Who bought them. */
const OF_CUSTOMER = ['customerId', 'customerName', 'email', 'country'] as const satisfies readonly Field[];

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
    if (columns.invoiceNo !== undefined && this.#previous !== undefined) {
      for (const field of this.#leftOut(cells, this.#previous)) {
        if (cells[field] === '') cells[field] = this.#previous[field];
      }
    }
    this.#previous = cells;
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
      const isSilent = all.every((field) => cells[field] === '' || columns[field] === undefined);
      return isItem && isSilent ? ['invoiceNo', ...all] : [];
    }
    if (cells.invoiceNo !== previous.invoiceNo) return [];
    return columns.invoiceDate !== undefined && cells.invoiceDate === '' ? all : OF_ORDER;
  }
}

/** What programs write for nothing. */
const NOTHING = /^(nan|null|none|n\/a|#n\/a|-)$/i;

const present = (cell: string): string => (NOTHING.test(cell.trim()) ? '' : cell.trim());

const TOTAL = /^(grand |sub)?total(s|e|en|es)?\b|^(gesamt|summe|suma|razem|somme|totaal|合计|总计|小计)/iu;

/** Whether a line is the sum of others. */
export const isTotal = ({ invoiceNo, stockCode, description }: Cells): boolean =>
  TOTAL.test(invoiceNo) || (invoiceNo === '' && [stockCode, description].some((text) => TOTAL.test(text)));
