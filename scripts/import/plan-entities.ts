import { MAX_STOCK, type NewProduct } from '../../contracts/catalog/shapes.ts';
import { countrySchema, type NewCustomer } from '../../contracts/customer/shapes.ts';
import { MAX_NAME } from '../../shared/values/text.ts';
import { keyOf, type SalesLine } from './read-sales.ts';

/** The birth date of every imported customer: the API requires one, and sales data has none. */
export const BIRTH_DATE = '1970-01-01';

/** The currency of *Online Retail*. */
const CURRENCY = 'GBP';

/** A product with a SKU, by which later runs find it. */
export type PlannedProduct = NewProduct & { readonly sku: string };

/** A line that is a purchase; `amount` is its unit price in minor units. */
export interface PlannedPurchase {
  readonly line: SalesLine;
  readonly quantity: number;
  readonly amount: number;
}

/** The e-mail by which later runs find a customer of the file: `customer-17850@import.example`. */
export function emailOf(customerId: string): string {
  const plain = /^[a-z\d]{1,50}$/.test(customerId);
  // Ids that differ only in case, or in characters that an address cannot have, must get different addresses.
  const local = plain ? customerId : `${slug(customerId)}-${keyOf('email', customerId).slice(0, 12)}`;
  return `customer-${local.toLowerCase()}@import.example`;
}

const slug = (text: string): string => text.replace(/[^a-zA-Z\d]+/g, '').slice(0, 30);

/** The customers of these lines, by their id in the file, each with its first country in the lines. */
export function customersOf(lines: Iterable<SalesLine>): Map<string, NewCustomer> {
  const customers = new Map<string, NewCustomer>();
  for (const { customerId, country } of lines) {
    const known = customers.get(customerId);
    if (known?.country !== undefined) continue;
    const named = tidy(country);
    customers.set(customerId, {
      name: shorten(tidy(`Customer ${customerId}`), MAX_NAME),
      email: emailOf(customerId),
      birthDate: BIRTH_DATE,
      ...(countrySchema.safeParse(named).success ? { country: named } : {}),
    });
  }
  return customers;
}

/** The stock that is left after all purchases, unless the stock is given. */
export const SPARE_STOCK = 100;

/**
 * The products of these purchases, by stock code. Each has the first description of its code in any line as its name, and
 * the price of its first purchase.
 * @param stock of each product; default: what its purchases need plus {@link SPARE_STOCK}.
 */
export function productsOf(
  purchases: readonly PlannedPurchase[],
  lines: readonly SalesLine[],
  stock: number | undefined,
): Map<string, PlannedProduct> {
  const names = new Map<string, string>();
  for (const { stockCode, description } of lines) {
    const name = tidy(description);
    if (name !== '' && !names.has(stockCode)) names.set(stockCode, shorten(name, MAX_NAME));
  }
  const products = new Map<string, PlannedProduct>();
  for (const { line, quantity, amount } of purchases) {
    const sku = line.stockCode;
    const { price = { amount, currency: CURRENCY }, stock: taken = SPARE_STOCK } = products.get(sku) ?? {};
    products.set(sku, {
      name: names.get(sku) ?? sku,
      sku,
      price,
      stock: stock ?? Math.min(taken + quantity, MAX_STOCK),
    });
  }
  return products;
}

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Shortens a text without splitting a surrogate pair. */
const shorten = (text: string, length: number): string =>
  text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
