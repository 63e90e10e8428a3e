import type { Money } from '../shared/values/money.ts';
import { MAX_AMOUNT, MAX_QUANTITY } from '../shared/values/money.ts';
import { MAX_SKU } from '../shared/values/text.ts';
import type { Conventions, ReadOptions } from './conventions.ts';
import { contradicts, currencyOf, decimalsOf } from './currencies.ts';
import { type Exact, exact, product, rounded, withoutPart } from './decimals.ts';
import type { Field } from './fields.ts';
import { isEmail, sameId, tidy, tidyId } from './identities.ts';
import { keyOf } from './keys.ts';
import { type Cells, isTotal } from './order-reader.ts';
import { readDate } from './read-dates.ts';
import { isMultiple, markOf, readCell } from './read-numbers.ts';
import { counts, isReturn } from './statuses.ts';
import { inUtc } from './time-zone.ts';

/** A customer as a file knows them. `id` tells them from others; it may be their e-mail address or their name. */
export interface FileCustomer {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly country?: string;
}

/** A sale, or a return with a negative quantity. */
export interface Sale {
  readonly invoiceNo: string;
  /** As it is written; compare with `sameId`. */
  readonly sku: string;
  /** Of the product, or `''`. */
  readonly name: string;
  /** Not 0. */
  readonly quantity: number;
  /** Of one piece, rounded to the currency's smallest unit. */
  readonly unitPrice: Money;
  /** What the line says of all pieces, in minor units: as much as `unitPrice` times `quantity`, but for what was rounded. Not negative. */
  readonly total: number;
  /** ISO 8601 UTC; missing if the file has no dates. */
  readonly soldAt?: string;
  readonly customer: FileCustomer;
}

/** A line that is imported. */
export interface SalesLine extends Sale {
  /** On which the record begins; the first line of the file is 1. */
  readonly number: number;
  readonly record: readonly string[];
  /** The same in every run, and in every file that has this line of this order: a UUID. */
  readonly key: string;
}

/** A line that is not imported, and why, in words for a person. */
export interface RefusedLine {
  readonly number: number;
  readonly record: readonly string[];
  readonly reason: string;
}

/** What makes a line the same in another file. */
export type Identity = readonly (string | number)[];

/** Reads the cells of one line. */
export function readLine(
  cells: Cells,
  conventions: Conventions,
  options: ReadOptions,
): (Sale & { readonly identity: Identity }) | { readonly reason: string } {
  if (isTotal(cells)) return { reason: 'a total, not a sale' };
  if (cells.status !== '' && !counts(cells.status, options.counts))
    return { reason: `status “${cells.status}”` };
  const customer = customerOf(cells, options.walkIn);
  if (customer === undefined) return { reason: 'no customer' };
  const name = tidy(cells.description);
  const sku = tidyId(cells.stockCode) || codeOf(name);
  if (sku === '' || ERROR.test(sku)) return { reason: 'no product' };
  for (const [what, id] of [
    ['product code', sku],
    ['customer', customer.id],
  ] as const) {
    if (CUT_OFF.test(id)) return { reason: `${what} “${id}” was cut off by a spreadsheet` };
  }
  if (sku.length > MAX_SKU) return { reason: `product code longer than ${MAX_SKU} characters` };
  const money = moneyOf(cells, conventions, options);
  if ('reason' in money) return money;
  const time = timeOf(cells, conventions, options);
  if (typeof time === 'object') return time;
  return {
    invoiceNo: tidyId(cells.invoiceNo),
    sku,
    name,
    ...money,
    ...(time !== undefined && { soldAt: time }),
    customer,
    identity: [
      tidyId(cells.invoiceNo),
      sameId(sku),
      money.quantity,
      money.unitPrice.amount,
      money.unitPrice.currency,
      time ?? '',
      sameId(customer.id),
    ],
  };
}

/** What spreadsheets write for what they cannot work out. */
const ERROR = /^#(REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!)$/i;

/** What they make of long numbers: several become one. */
const CUT_OFF = /^\d([.,]\d+)?E\+\d{2,}$/i;

/** The code of a product that has only a name. */
const codeOf = (name: string): string =>
  name.length <= MAX_SKU ? name : `${name.slice(0, MAX_SKU - 10).trim()}-${keyOf(name).slice(0, 8)}`;

function customerOf(cells: Cells, walkIn: string | undefined): FileCustomer | undefined {
  const [written, name, country] = [tidyId(cells.customerId), tidy(cells.customerName), tidy(cells.country)];
  const email = [cells.email, written].map((text) => text.toLowerCase()).find(isEmail);
  const id = written || (email ?? name);
  const of = (who: string): FileCustomer => ({
    id: who,
    ...(name !== '' && { name }),
    ...(email !== undefined && { email }),
    ...(country !== '' && { country }),
  });
  if (id !== '') return of(id);
  return walkIn === undefined ? undefined : { id: walkIn, name: walkIn, ...(country !== '' && { country }) };
}

type Refusal = { readonly reason: string };

function moneyOf(
  cells: Cells,
  conventions: Conventions,
  { cancelledPrefix, currency: asked }: ReadOptions,
): Pick<Sale, 'quantity' | 'unitPrice' | 'total'> | Refusal {
  const quantity = wholeOf(cells, conventions);
  if (typeof quantity === 'object') return quantity;
  const field = cells.unitPrice === '' && cells.total !== '' ? 'total' : 'unitPrice';
  const price = numberOf(cells, field, conventions);
  if ('reason' in price) return price;
  const currency = asked ?? currencyIn(cells, cells[field], conventions);
  if (currency === undefined) {
    const written = cells.currency || markOf(cells[field]);
    return { reason: written === '' ? 'no currency' : `currency “${written}” is not known` };
  }
  if (contradicts(markOf(cells[field]), currency))
    return { reason: `${WORDS[field]} “${cells[field]}” is not in ${currency}` };
  const pieces = Math.abs(quantity);
  const scale = decimalsOf(currency);
  const paid = paidOf(cells, price.exact, conventions);
  if ('reason' in paid) return paid;
  const { value, scale: places } = paid.exact;
  const positive: Exact = { value: value < 0n ? -value : value, scale: places };
  const ofAll = field === 'total';
  const amount = Number(rounded(positive, scale, ofAll ? BigInt(pieces) : 1n));
  const total = Number(
    rounded(ofAll ? positive : { ...positive, value: positive.value * BigInt(pieces) }, scale),
  );
  if (amount === 0) return { reason: 'price 0' };
  if (amount > MAX_AMOUNT) return { reason: `price “${cells[field]}” is too high` };
  const isBack =
    quantity < 0 ||
    value < 0n ||
    isReturn(cells.saleType) ||
    (cancelledPrefix !== undefined && startsWith(cells.invoiceNo, cancelledPrefix));
  return { quantity: isBack ? -pieces : pieces, unitPrice: { amount, currency }, total };
}

const startsWith = (text: string, prefix: string): boolean =>
  text.toLowerCase().startsWith(prefix.toLowerCase());

/** The price with its discount, a part of one or a percentage. */
function paidOf(cells: Cells, price: Exact, conventions: Conventions): { readonly exact: Exact } | Refusal {
  if (cells.discount === '') return { exact: price };
  const discount = numberOf(cells, 'discount', conventions);
  if ('reason' in discount) return discount;
  const { value, scale } = discount.exact;
  const isPercent = cells.discount.includes('%') || conventions.discounts === 'percent';
  if (!isPercent && value !== 0n && conventions.discounts === 'amount')
    return {
      reason: `discount “${cells.discount}” may be an amount of money, since some in its column are higher than 1`,
    };
  const part = { value, scale: isPercent ? scale + 2 : scale };
  if (part.value < 0n || part.value > 10n ** BigInt(part.scale))
    return { reason: `discount “${cells.discount}” is not part of a price` };
  return { exact: product(price, withoutPart(part)) };
}

/** A line without a quantity is one piece. */
function wholeOf(cells: Cells, conventions: Conventions): number | Refusal {
  if (cells.quantity === '') return 1;
  const read = numberOf(cells, 'quantity', conventions);
  if ('reason' in read) return read;
  const { value, scale } = read.exact;
  if (scale > 0) return { reason: `quantity “${cells.quantity}” is not a whole number` };
  if (value === 0n) return { reason: 'quantity 0' };
  const quantity = Number(value);
  return Math.abs(quantity) > MAX_QUANTITY
    ? { reason: `quantity “${cells.quantity}” is too high` }
    : quantity;
}

const WORDS = { quantity: 'quantity', unitPrice: 'price', total: 'total', discount: 'discount' } as const;

function numberOf(
  cells: Cells,
  field: Field,
  { decimals }: Conventions,
): { readonly exact: Exact } | Refusal {
  const cell = cells[field];
  const what = WORDS[field as keyof typeof WORDS];
  if (field !== 'discount' && isMultiple(markOf(cell)))
    return { reason: `${what} “${cell}” is not a number` };
  const read = readCell(cell, decimals[field]);
  switch (read.kind) {
    case 'number':
      return { exact: exact(read.value) };
    case 'nothing':
      return { reason: `no ${what}` };
    case 'ambiguous':
      return {
        reason: `${what} “${cell}” could be ${read.readings.join(' or ')}: say --decimal "." or --decimal ","`,
      };
    default:
      return { reason: `${what} “${cell}” is not a number` };
  }
}

function currencyIn(cells: Cells, price: string, { currency }: Conventions): string | undefined {
  if (cells.currency !== '') return currencyOf(cells.currency)?.code;
  const mark = markOf(price);
  return mark === '' ? currency : currencyOf(mark)?.code;
}

/** ISO 8601 UTC; undefined without a date. */
function timeOf(
  { invoiceDate, invoiceTime }: Cells,
  { dates }: Conventions,
  { timeZone = 'UTC' }: ReadOptions,
): string | undefined | Refusal {
  if (invoiceDate === '') return undefined;
  const withTime = invoiceTime === '' ? undefined : readDate(`${invoiceDate} ${invoiceTime}`);
  const read = withTime === undefined || withTime.kind === 'unreadable' ? readDate(invoiceDate) : withTime;
  if (read.kind === 'unreadable') return { reason: `date “${invoiceDate}” is not a date` };
  if (read.kind === 'date') return inUtc(read.time, timeZone);
  if (dates === undefined) return { reason: `date “${invoiceDate}” could have the day or the month first` };
  return inUtc(read.readings[dates], timeZone);
}
