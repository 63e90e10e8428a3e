import { stringify } from 'csv-stringify/sync';
import { readSales, type SalesFile } from '../../sales-files/read-sales.ts';
import type { NamedFile } from '../plan.ts';

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
const salesText = (sales: readonly Sale[]): string =>
  stringify(
    sales.map((sale) => ({ ...aSale, ...sale })),
    { header: true, columns: Object.keys(aSale) },
  );

/** A file with these lines, as `readSales` returns it. */
const aSalesFile = (sales: readonly Sale[]): SalesFile =>
  readSales(new TextEncoder().encode(salesText(sales)));

/** A file with these lines, by a name. */
export const aNamedFile = (sales: readonly Sale[], name = 'sales.csv'): NamedFile => ({
  name,
  sales: aSalesFile(sales),
});
