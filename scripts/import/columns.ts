import { UsageError } from '../terminal/usage-error.ts';
/** The fields of a line. */
export const fields = [
  'invoiceNo',
  'stockCode',
  'description',
  'quantity',
  'invoiceDate',
  'unitPrice',
  'customerId',
  'country',
] as const;

export type Field = (typeof fields)[number];

/** The column that each field is read from; an empty name means that the file has no such column. */
export type Columns = Readonly<Record<Field, string>>;

/** The columns of *Online Retail*. */
export const defaultColumns: Columns = {
  invoiceNo: 'InvoiceNo',
  stockCode: 'StockCode',
  description: 'Description',
  quantity: 'Quantity',
  invoiceDate: 'InvoiceDate',
  unitPrice: 'UnitPrice',
  customerId: 'CustomerID',
  country: 'Country',
};

/**
 * The default columns, overridden by `mapping`, such as `quantity=Menge,customerId=Kunde`. `country=` means that the
 * file has no such column.
 * @throws UsageError
 */
export function columnsFrom(mapping: string): Columns {
  const columns: Record<Field, string> = { ...defaultColumns };
  for (const pair of mapping.split(',').filter((text) => text.trim() !== '')) {
    const at = pair.indexOf('=');
    const field = fields.find((name) => name.toLowerCase() === pair.slice(0, at).trim().toLowerCase());
    if (at < 1 || field === undefined) {
      throw new UsageError(
        `--mapping must be field=column pairs such as quantity=Menge,customerId=Kunde, not "${pair}". ` +
          `The fields are ${fields.join(', ')}.`,
      );
    }
    columns[field] = pair.slice(at + 1).trim();
  }
  for (const field of ['stockCode', 'quantity', 'unitPrice', 'customerId'] as const) {
    if (columns[field] === '') throw new UsageError(`--mapping must name a column for ${field}.`);
  }
  return columns;
}

/**
 * The index of each field in a line; -1 if the file has no such column.
 * @throws UsageError that lists every missing column.
 */
export function positionsIn(header: readonly string[], columns: Columns): Record<Field, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const positions = fields.map((field) => [field, names.indexOf(columns[field].toLowerCase())] as const);
  const missing = positions.filter(([field, at]) => at === -1 && columns[field] !== '');
  if (missing.length > 0) {
    const named = missing.map(([field]) => `${columns[field]} (${field})`).join(', ');
    const example = missing.map(([field]) => `${field}=COLUMN`).join(',');
    throw new UsageError(
      `Missing columns: ${named}.\nThe file has: ${header.join(', ')}.\n` +
        `Give their names with --mapping ${example}; "country=" means that there is none.`,
    );
  }
  return Object.fromEntries(positions) as Record<Field, number>;
}
