import * as z from 'zod';
import { MAX_STOCK, type NewProduct, type ProductPatch } from '../../../contracts/catalog/shapes.ts';
import { notFound, Refusal } from '../../../shared/refusals/refusal.ts';
import {
  type Actor,
  aggregateFields,
  timeOfChange,
  tombstoneFields,
} from '../../../shared/values/aggregate.ts';
import { patched, withoutUndefined } from '../../../shared/values/changes.ts';
import { timeOfId } from '../../../shared/values/ids.ts';
import { storedMoneySchema } from '../../../shared/values/money.ts';
import { noSales, recentSalesSchema, withSale } from './recent-sales.ts';
import { nextStockChange, type StockChange, stockChangeEntrySchema } from './stock-change.ts';

/** A product and the number of pieces in stock. */
export const storedProductSchema = /* @__PURE__ */ z.object({
  productId: z.string(),
  name: z.string(),
  description: z.string().exactOptional(),
  category: z.string().exactOptional(),
  sku: z.string().exactOptional(),
  price: storedMoneySchema,
  stock: z.int(),
  lowStockAt: z.int().exactOptional(),
  recentSales: recentSalesSchema.exactOptional(),
  lastStockChange: stockChangeEntrySchema.exactOptional(),
  ...aggregateFields,
});

export type Product = Readonly<z.infer<typeof storedProductSchema>>;

/** A product that is no longer sold: what it was, and the stock that is left or comes back from purchases. */
export const archivedProductSchema = /* @__PURE__ */ storedProductSchema.extend({ removedAt: z.string() });

export type ArchivedProduct = Readonly<z.infer<typeof archivedProductSchema>>;

/** A removed product. Of those that were removed before archives were kept, only a tombstone is left. */
export const removedProductSchema = /* @__PURE__ */ z.union([
  archivedProductSchema,
  z.object({ productId: z.string(), ...tombstoneFields }),
]);

export type RemovedProduct = Readonly<z.infer<typeof removedProductSchema>>;

/** Whether it is known what a removed product was. */
export const isArchived = (product: Product | RemovedProduct): product is ArchivedProduct =>
  'removedAt' in product && 'name' in product;

/** A new product, version 1. @param now ISO 8601 UTC. @param by who adds it, if they are signed in. */
export function addProduct(productId: string, input: NewProduct, now: string, by?: Actor): Product {
  // A type error here names a field that is taken and not stored.
  const details: Pick<Product, keyof NewProduct> = withoutUndefined(input);
  const added = { kind: 'added', delta: input.stock, at: now, ...withoutUndefined({ by }) } as const;
  const history = { recentSales: noSales(now), lastStockChange: nextStockChange(undefined, added) };
  return { productId, ...details, ...history, createdAt: now, updatedAt: now, version: 1 };
}

const nextVersion = <P extends Product>(product: P, now: string): P => ({
  ...product,
  updatedAt: timeOfChange(product, now),
  version: product.version + 1,
});

/** The product with a merge patch applied; the same object when nothing changes. */
export function modifyProduct(product: Product, { price, ...patch }: ProductPatch, now: string): Product {
  const merged = { ...patch, price: patched(product.price, price ?? {}) };
  const modified = patched(product, merged);
  return modified === product ? product : nextVersion(modified, now);
}

/** The product in the archive: it can no longer be found or bought. */
export const archiveProduct = (product: Product, now: string): ArchivedProduct =>
  nextVersion({ ...product, removedAt: timeOfChange(product, now) }, now);

/**
 * The product as it was before it was archived, with the stock that it has by now; the same object if it is not archived.
 * @throws Refusal `not-found` if nothing is kept of it.
 */
export function restoreProduct(product: Product | RemovedProduct, now: string): Product {
  if (!('removedAt' in product)) return product;
  if (!isArchived(product)) throw notFound('product', product.productId);
  const { removedAt: _, ...kept } = product;
  return nextVersion(kept, now);
}

/** The next version, with so many pieces more, or fewer. */
function withStock<P extends Product>(
  product: P,
  change: Omit<StockChange, 'number' | 'since' | 'at'>,
  now: string,
): P {
  const changed = nextVersion({ ...product, stock: product.stock + change.delta }, now);
  const lastStockChange = nextStockChange(product.lastStockChange, { ...change, at: changed.updatedAt });
  return { ...changed, lastStockChange };
}

/**
 * Adds `delta` pieces to the stock, or removes them if it is negative.
 * @param why the reason, and who adjusts it; default neither is known.
 * @throws Refusal `insufficient-stock` below zero, `stock-limit` above {@link MAX_STOCK}.
 */
export function adjustStock(
  product: Product,
  delta: number,
  now: string,
  why: { readonly reason?: string | undefined; readonly by?: Actor | undefined } = {},
): Product {
  const stock = product.stock + delta;
  if (stock < 0) throw new Refusal('insufficient-stock', lacking(product.stock, -delta));
  if (stock > MAX_STOCK) throw new Refusal('stock-limit', `There can be at most ${MAX_STOCK} in stock.`);
  return withStock(product, { kind: 'adjusted', delta, ...withoutUndefined(why) }, now);
}

/** The product without the pieces of a purchase, of which there are enough. */
export const sellStock = (product: Product, purchaseId: string, quantity: number, now: string): Product => ({
  ...withStock(product, { kind: 'sold', delta: -quantity, purchases: 1, purchaseId }, now),
  recentSales: withSale(product.recentSales, timeOfId(purchaseId), quantity, now),
});

/** Returns pieces of a purchase to stock. They physically exist, so the limit of adjustments does not apply. */
export const returnStock = <P extends Product>(
  product: P,
  purchaseId: string,
  quantity: number,
  now: string,
): P => ({
  ...withStock(product, { kind: 'returned', delta: quantity, purchases: 1, purchaseId }, now),
  recentSales: withSale(product.recentSales, timeOfId(purchaseId), -quantity, now),
});

/** What a list of what was sold says of a product. */
export function soldAs(product: Product | RemovedProduct): {
  name?: string;
  stock?: number;
  archived?: true;
} {
  if (!('removedAt' in product)) return { name: product.name, stock: product.stock };
  return { ...(isArchived(product) && { name: product.name }), archived: true };
}

/** Explains a shortage. */
export const lacking = (stock: number, wanted: number): string => `${wanted} wanted, ${stock} in stock.`;
