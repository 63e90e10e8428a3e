import * as z from 'zod';
import { MAX_STOCK, type NewProduct, type ProductPatch } from '../../../contracts/catalog/shapes.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';
import { aggregateFields, timeOfChange, tombstoneFields } from '../../../shared/values/aggregate.ts';
import { patched, withoutUndefined } from '../../../shared/values/changes.ts';
import { storedMoneySchema } from '../../../shared/values/money.ts';

/** A product and the number of pieces in stock. */
export const storedProductSchema = /* @__PURE__ */ z.object({
  productId: z.string(),
  name: z.string(),
  description: z.string().exactOptional(),
  category: z.string().exactOptional(),
  sku: z.string().exactOptional(),
  price: storedMoneySchema,
  stock: z.int(),
  ...aggregateFields,
});

export type Product = Readonly<z.infer<typeof storedProductSchema>>;

/** The tombstone of a removed product. */
export const removedProductSchema = /* @__PURE__ */ z.object({ productId: z.string(), ...tombstoneFields });

export type RemovedProduct = Readonly<z.infer<typeof removedProductSchema>>;

/** A new product, version 1. @param now ISO 8601 UTC. */
export function addProduct(productId: string, input: NewProduct, now: string): Product {
  // A type error here names a field that is taken and not stored.
  const details: Pick<Product, keyof NewProduct> = withoutUndefined(input);
  return { productId, ...details, createdAt: now, updatedAt: now, version: 1 };
}

const nextVersion = (product: Product, now: string): Product => ({
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

/** The tombstone that replaces a removed product. */
export const removeProduct = (product: Product, now: string): RemovedProduct => ({
  productId: product.productId,
  version: product.version + 1,
  removedAt: timeOfChange(product, now),
});

/**
 * Adds `delta` pieces to the stock, or removes them if it is negative.
 * @throws Refusal `insufficient-stock` below zero, `stock-limit` above {@link MAX_STOCK}.
 */
export function adjustStock(product: Product, delta: number, now: string): Product {
  const stock = product.stock + delta;
  if (stock < 0) throw new Refusal('insufficient-stock', lacking(product.stock, -delta));
  if (stock > MAX_STOCK) throw new Refusal('stock-limit', `There can be at most ${MAX_STOCK} in stock.`);
  return nextVersion({ ...product, stock }, now);
}

/** Returns the pieces of a purchase to stock. They physically exist, so the limit of adjustments does not apply. */
export const returnStock = (product: Product, quantity: number, now: string): Product =>
  nextVersion({ ...product, stock: product.stock + quantity }, now);

/** Explains a shortage. */
export const lacking = (stock: number, wanted: number): string => `${wanted} wanted, ${stock} in stock.`;
