import { stringify } from 'csv-stringify/sync';
import { Dice } from '../search/crowd.ts';

/** What is in an invented file: as much as in the first day of *Online Retail*. */
export const INVENTED = {
  sales: 1574,
  customers: 73,
  products: 820,
  withoutCustomer: 539,
  returns: 26,
} as const;

const ORDERS = 95;
/** The frequent ones, each as often as it is here. */
const QUANTITIES = [1, 1, 1, 1, 1, 2, 2, 2, 12, 12, 6, 6, 3, 4, 24, 8];

interface Line {
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Quantity: number;
  readonly InvoiceDate: string;
  readonly UnitPrice: string;
  readonly CustomerID: string;
  readonly Country: string;
}

/** A sales file with the columns of *Online Retail*, the same in every run. Its returns are of its own sales. */
export function inventedSales(): string {
  const dice = new Dice(2010);
  const sales = Array.from({ length: INVENTED.sales }, (_, n) => saleOf(dice, n));
  const anonymous = Array.from({ length: INVENTED.withoutCustomer }, (_, n) => ({
    ...lineOf(dice, dice.below(INVENTED.products)),
    InvoiceNo: `${900_000 + Math.floor(n / 30)}`,
    InvoiceDate: timeAt(dice.next()),
  }));
  const step = Math.floor(sales.length / INVENTED.returns);
  const returns = sales
    .filter((_, n) => n % step === 0)
    .slice(0, INVENTED.returns)
    .map((sale) => ({
      ...sale,
      InvoiceNo: `C${sale.InvoiceNo}`,
      Quantity: -sale.Quantity,
      InvoiceDate: timeAt(1),
    }));
  return stringify([...sales, ...anonymous, ...returns], { header: true });
}

/** The n-th sale. Products and customers turn up one after the other; between, those that are known come again. */
function saleOf(dice: Dice, n: number): Line {
  const knownBefore = (sale: number): number => Math.ceil((sale * INVENTED.products) / INVENTED.sales);
  const known = knownBefore(n);
  const product = knownBefore(n + 1) > known ? known : dice.skewed(known);
  const order = Math.floor((n * ORDERS) / INVENTED.sales);
  return {
    ...lineOf(dice, product),
    InvoiceNo: `${536_365 + order}`,
    InvoiceDate: timeAt(order / ORDERS),
    CustomerID: `${12_000 + (order % INVENTED.customers)}`,
  };
}

const lineOf = (dice: Dice, product: number): Line => ({
  InvoiceNo: '',
  StockCode: `${20_000 + product}`,
  Description: `INVENTED PRODUCT ${product}`,
  Quantity: dice.pick(QUANTITIES),
  InvoiceDate: '',
  UnitPrice: ((product % 90) / 10 + 0.85).toFixed(2),
  CustomerID: '',
  Country: 'United Kingdom',
});

/** @param part of the day that has passed, from 0 to 1: between 8:00 and 18:00. */
function timeAt(part: number): string {
  const minutes = 8 * 60 + Math.floor(part * 600);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `12-01-2010 ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
