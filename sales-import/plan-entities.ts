import { MAX_STOCK, type NewProduct } from '../contracts/catalog/shapes.ts';
import { countrySchema, type NewCustomer, newCustomerSchema } from '../contracts/customer/shapes.ts';
import { sameId } from '../sales-files/identities.ts';
import { keyOf } from '../sales-files/keys.ts';
import type { FileCustomer, SalesLine } from '../sales-files/read-line.ts';
import { MAX_NAME } from '../shared/values/text.ts';

/** A product with a SKU, by which later runs find it. */
export type PlannedProduct = NewProduct & { readonly sku: string };

/** A customer and a product, as text. */
export const pairOf = ({ customer, sku }: Pick<SalesLine, 'customer' | 'sku'>): string =>
  JSON.stringify([sameId(customer.id), sameId(sku)]);

/** The e-mail address by which later runs find a customer: their own, or one such as `customer-17850@import.example`. */
export function emailOf({ id, email }: FileCustomer): string {
  if (email !== undefined && newCustomerSchema.shape.email.safeParse(email).success) return email;
  const same = sameId(id);
  // Ids that differ only in characters that an address cannot have must get different addresses.
  const local = /^[a-z\d]{1,50}$/.test(same) ? same : `${slug(same)}-${keyOf('email', same).slice(0, 13)}`;
  return `customer-${local}@import.example`;
}

const slug = (text: string): string => text.replace(/[^a-z\d]+/g, '').slice(0, 30);

/** The customers of these lines, by `sameId`, each with the first name and country in them. */
export function customersOf(lines: Iterable<SalesLine>): Map<string, NewCustomer> {
  const known = new Map<string, FileCustomer>();
  for (const { customer } of lines) {
    const id = sameId(customer.id);
    known.set(id, { ...customer, ...known.get(id) });
  }
  return new Map([...known].map(([id, customer]) => [id, newCustomer(customer)]));
}

function newCustomer(customer: FileCustomer): NewCustomer {
  const { id, name, country } = customer;
  const called = name ?? `Customer ${id.replace(/@.*$/, '')}`;
  return {
    name: shorten(called, MAX_NAME),
    email: emailOf(customer),
    ...(countrySchema.safeParse(country).success && country !== undefined ? { country } : {}),
  };
}

/** The stock that is left after all purchases, unless the stock is given. */
export const SPARE_STOCK = 100;

/** The stock of each new product: a number, or `keep` for what its purchases need and some more. Default: some, and it is raised by those. */
export type NewStock = number | 'keep' | undefined;

/**
 * The products of these purchases, by `sameId` of their SKU. Each has the first name of its code as its name, and the price of its first
 * purchase.
 */
export function productsOf(purchases: readonly SalesLine[], stock: NewStock): Map<string, PlannedProduct> {
  return new Map(
    [...Map.groupBy(purchases, ({ sku }) => sameId(sku))].map(([id, lines]) => {
      const [first] = lines as [SalesLine, ...SalesLine[]];
      const name = lines.find((line) => line.name !== '')?.name ?? first.sku;
      const needed = lines.reduce((sum, { quantity }) => sum + quantity, SPARE_STOCK);
      return [
        id,
        {
          name: shorten(name, MAX_NAME),
          sku: first.sku,
          price: first.unitPrice,
          stock: stock === 'keep' ? Math.min(needed, MAX_STOCK) : (stock ?? SPARE_STOCK),
        },
      ];
    }),
  );
}

/** Shortens a text without splitting a surrogate pair. */
const shorten = (text: string, length: number): string =>
  text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
