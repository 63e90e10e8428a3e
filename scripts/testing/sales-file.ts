import { stringify } from 'csv-stringify/sync';
import { defaultColumns } from '../import/columns.ts';
import { readSales, type SalesFile } from '../import/read-sales.ts';

const header = Object.values(defaultColumns);

const aSale = {
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: 'WHITE HANGING HEART T-LIGHT HOLDER',
  Quantity: '6',
  InvoiceDate: '12-01-2010 08:26',
  UnitPrice: '2.55',
  CustomerID: '17850',
  Country: 'United Kingdom',
};

export type Sale = Partial<typeof aSale>;

/** The text of a file with these lines. Fields that are not given have valid values. */
export const salesText = (sales: readonly Sale[], options: { bom?: boolean; crlf?: boolean } = {}): string =>
  stringify(
    sales.map((sale) => ({ ...aSale, ...sale })),
    {
      header: true,
      columns: header,
      bom: options.bom ?? false,
      record_delimiter: options.crlf ? '\r\n' : '\n',
    },
  );

/** A file with these lines, as `readSales` returns it. */
export const aSalesFile = (sales: readonly Sale[]): SalesFile =>
  readSales(new TextEncoder().encode(salesText(sales)), defaultColumns);
