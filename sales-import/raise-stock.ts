import { MAX_STOCK } from '../contracts/catalog/shapes.ts';
import { sameId } from '../sales-files/identities.ts';
import { keyOf } from '../sales-files/keys.ts';
import type { Journal } from './journal.ts';
import type { FileLine, Plan } from './plan.ts';
import type { PlannedProduct } from './plan-entities.ts';
import type { Resolved, ResolveOptions } from './resolve-entities.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import { refusalIn } from './shop/refusal.ts';
import type { Entity, Shop } from './shop/shop.ts';

/** What an import needs of a product, and the key under which the journal has that it is there. */
export interface Need {
  readonly key: string;
  readonly pieces: number;
}

/** What the purchases of a plan need of each product, by `sameId` of its SKU, but for those that were made before. */
export function needsOf(plan: Plan, journal: Journal): Map<string, Need> {
  const byProduct = Map.groupBy(plan.purchases, ({ sku }) => sameId(sku));
  const pieces = (lines: readonly FileLine[]): number =>
    lines.filter(({ key }) => !journal.entries.has(key)).reduce((sum, { quantity }) => sum + quantity, 0);
  return new Map(
    [...byProduct].map(([sku, lines]) => [
      sku,
      { key: keyOf('stock', sku, lines.map(({ key }) => key).toSorted()), pieces: pieces(lines) },
    ]),
  );
}

/** What the steps that put pieces in stock need. */
interface StockContext {
  readonly shop: Shop;
  readonly journal: Journal;
}

/**
 * Adds a product with what past sales take from its stock: they did happen. Its idempotency key is that of {@link raiseStock}, so that no later run
 * raises the stock again, even if the journal does not have that it was raised.
 */
export async function addWithStock(
  product: PlannedProduct,
  { key, pieces }: Need,
  { shop, journal }: StockContext,
): Promise<Entity> {
  const stock = Math.min(product.stock + pieces, MAX_STOCK);
  const added = await shop.addProduct({ ...product, stock }, key);
  journal.recordStock(key);
  return added;
}

/** The needs that are not met yet. Those of products that were added now are. */
export const unmet = (needs: ReadonlyMap<string, Need>, journal: Journal): Map<string, Need> =>
  new Map([...needs].filter(([, { key, pieces }]) => pieces > 0 && !journal.stocked.has(key)));

/**
 * Raises the stock of products that existed by what past sales take from it. Nothing is raised twice, wherever an earlier run was
 * interrupted, and even if its journal is lost, as long as idempotency keys are kept.
 */
export async function raiseStock(
  needs: ReadonlyMap<string, Need>,
  products: ReadonlyMap<string, Resolved>,
  { shop, journal, onResolved, ...options }: ResolveOptions & StockContext,
): Promise<void> {
  await eachConcurrently(needs, options, async ([sku, { key, pieces }]) => {
    const product = products.get(sku);
    if (product !== undefined && 'id' in product) {
      try {
        await shop.raiseStock(product.id, pieces, key);
      } catch (error) {
        // Either the product was added with these pieces, or the stock would exceed its limit: then purchases will be rejected.
        refusalIn(error);
      }
      journal.recordStock(key);
    }
    onResolved();
  });
}
