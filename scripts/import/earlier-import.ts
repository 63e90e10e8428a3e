import type { Shop } from '../api/shop.ts';
import type { Journal } from './journal.ts';
import type { PlannedPurchase } from './plan-entities.ts';
import type { Resolved } from './resolve-entities.ts';

const SAMPLE = 8;
/** How long the API answers an idempotency key again. */
const KEY_RETENTION_MS = 24 * 60 * 60 * 1000;

/** The file looks imported already, long ago, and no journal tells which lines. */
export class ImportedBefore extends Error {
  override readonly name = 'ImportedBefore';
}

/** Whether the system still has what the journal says; it has not after it was emptied. */
export async function holds(journal: Journal, shop: Shop): Promise<boolean> {
  const entries = [...journal.entries.values()];
  const step = Math.max(1, Math.floor(entries.length / SAMPLE));
  const sample = entries.filter((_, index) => index % step === 0);
  const found = await Promise.all(sample.map(({ purchaseId }) => shop.findPurchase(purchaseId)));
  return found.every((purchase) => purchase !== undefined);
}

/**
 * Refuses to import a second time what an import without journal has made more than 24 hours ago, when its
 * idempotency keys do not protect it any more. Compares the purchases of the first 8 customers of the file.
 * @throws ImportedBefore when the system has at least half of them.
 */
export async function refuseSecondImport(
  purchases: readonly PlannedPurchase[],
  entities: { readonly [kind in 'customers' | 'products']: ReadonlyMap<string, Resolved> },
  shop: Shop,
  now: number,
): Promise<void> {
  let asked = 0;
  let there = 0;
  for (const [customerId, customer] of [...entities.customers].slice(0, SAMPLE)) {
    if (!('id' in customer && customer.wasThere)) continue;
    const bought: string[] = [];
    for await (const { productId, quantity, createdAt } of shop.purchasesOf(customer.id)) {
      if (now - Date.parse(createdAt) > KEY_RETENTION_MS) bought.push(`${productId} ${quantity}`);
    }
    for (const { line, quantity } of purchases.filter(
      (purchase) => purchase.line.customerId === customerId,
    )) {
      const product = entities.products.get(line.stockCode);
      const at = product && 'id' in product ? bought.indexOf(`${product.id} ${quantity}`) : -1;
      asked += 1;
      if (at === -1) continue;
      bought.splice(at, 1);
      there += 1;
    }
  }
  if (there > 0 && there * 2 >= asked) {
    throw new ImportedBefore(
      `The system has ${there} of ${asked} purchases looked up of this file, made more than 24 hours ago, ` +
        'and there is no journal of that import.',
    );
  }
}
