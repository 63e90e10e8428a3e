import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Columns } from './columns.ts';
import { delimiterOf, textOf } from './csv-text.ts';
import { SPARE_STOCK } from './plan-entities.ts';

/** Reasons for rejections that cannot be derived from the file alone. */
const DECIDED_BY_SYSTEM = new Set(['insufficient stock', 'cancellation of a rejected purchase']);

/** What the system should have after an import. */
export interface Expected {
  /** Units bought, by {@link pairOf} customer and product; only pairs with units. */
  readonly units: ReadonlyMap<string, number>;
  /** The stock of each product before the first purchase, by stock code. */
  readonly initialStock: ReadonlyMap<string, number>;
}

export const pairOf = (customerId: string, stockCode: string): string =>
  `customer ${customerId}, product ${stockCode}`;

type Row = Readonly<Record<string, string>>;

/**
 * Derives what an import should lead to, from the file and the rejected lines, independently of the import's code.
 * @param stock of each product; default: what its purchases need plus {@link SPARE_STOCK}.
 */
export function expectedFrom(
  rows: readonly Row[],
  rejected: readonly Row[],
  columns: Columns,
  stock: number | undefined,
): Expected {
  const left = rejected.filter(({ Reason }) => DECIDED_BY_SYSTEM.has(Reason ?? ''));
  const refused = left.map(({ Line: _, Reason: __, ...row }) => JSON.stringify(row));
  const bought = new Map<string, number[]>();
  const initialStock = new Map<string, number>();
  for (const row of rows) {
    const customer = row[columns.customerId]?.trim() ?? '';
    const code = row[columns.stockCode]?.trim() ?? '';
    const price = Math.round(Number(row[columns.unitPrice]?.replace(',', '.')) * 100);
    const quantity = Number(row[columns.quantity]);
    if (customer === '' || code === '' || !Number.isInteger(quantity)) continue;
    const isCancellation = row[columns.invoiceNo]?.trim().toUpperCase().startsWith('C') ?? false;
    if (quantity > 0 && (isCancellation || !(price > 0))) continue;
    if (quantity > 0) initialStock.set(code, stock ?? (initialStock.get(code) ?? SPARE_STOCK) + quantity);
    const at = refused.indexOf(JSON.stringify(row));
    if (at !== -1) {
      refused.splice(at, 1);
      continue;
    }
    const quantities = bought.get(pairOf(customer, code)) ?? [];
    if (quantity > 0) bought.set(pairOf(customer, code), [...quantities, quantity]);
    else if (isCancellation && quantities.includes(-quantity)) {
      quantities.splice(quantities.indexOf(-quantity), 1);
    }
  }
  const units = [...bought].map(([pair, all]) => [pair, all.reduce((sum, one) => sum + one, 0)] as const);
  return { units: new Map(units.filter(([, sum]) => sum > 0)), initialStock };
}

/** The rows of a CSV file, by column. */
export function rowsOf(file: string): Row[] {
  const text = textOf(readFileSync(file));
  return parse<Row>(text, {
    bom: true,
    columns: true,
    delimiter: delimiterOf(text),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
}
