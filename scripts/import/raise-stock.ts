import { sameId } from '../../sales-files/identities.ts';
import { keyOf } from '../../sales-files/keys.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import { refusalIn } from '../api/refusal.ts';
import type { Shop } from '../api/shop.ts';
import type { Journal } from './journal.ts';
import type { FileLine, Plan } from './plan.ts';
import type { Resolved, ResolveOptions } from './resolve-entities.ts';

/** What an import needs of a product, and the key under which the journal has that it is there. */
interface Need {
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

/**
 * Raises the stock of products by what past sales take from it: they did happen. Nothing is raised twice, wherever an earlier run was
 * interrupted, and even if its journal is lost, as long as idempotency keys are kept.
 */
export async function raiseStock(
  needs: ReadonlyMap<string, Need>,
  products: ReadonlyMap<string, Resolved>,
  {
    shop,
    journal,
    onResolved,
    ...options
  }: ResolveOptions & { readonly shop: Shop; readonly journal: Journal },
): Promise<void> {
  const todo = [...needs].filter(([, { key, pieces }]) => pieces > 0 && !journal.stocked.has(key));
  await eachConcurrently(todo, options, async ([sku, { key, pieces }]) => {
    const product = products.get(sku);
    if (product !== undefined && 'id' in product) {
      try {
        await shop.raiseStock(product.id, pieces, key);
      } catch (error) {
        // More than there may be in stock: the purchases will say that there is not enough.
        refusalIn(error);
      }
      journal.recordStock(key);
    }
    onResolved();
  });
}
