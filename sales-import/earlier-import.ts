import { sameId } from '../sales-files/identities.ts';
import type { Journal } from './journal.ts';
import type { FileLine } from './plan.ts';
import type { Resolved } from './resolve-entities.ts';
import type { Shop } from './shop/shop.ts';

const SAMPLE = 8;
/** How long the API keeps idempotency keys. */
const KEY_RETENTION_MS = 24 * 60 * 60 * 1000;

/** The file seems to be imported already, and there is no journal that says which lines. */
export class AlreadyImported extends Error {
  override readonly name = 'AlreadyImported';
}

/** Checks a sample of the journal's purchases: they no longer exist if the system was emptied. */
export async function purchasesExist(journal: Journal, shop: Shop): Promise<boolean> {
  const entries = [...journal.entries.values()];
  const step = Math.max(1, Math.floor(entries.length / SAMPLE));
  const sample = entries.filter((_, index) => index % step === 0).slice(0, SAMPLE);
  const ids = new Set(sample.map(({ purchaseId }) => purchaseId));
  return (await shop.findPurchases([...ids])).length === ids.size;
}

/**
 * Prevents a second import without the journal of the first one, once idempotency keys no longer prevent duplicates, after
 * 24 hours. Looks up the purchases of the first 8 customers of the file.
 * @throws AlreadyImported if the system has at least half of them.
 */
export async function refuseSecondImport(
  purchases: readonly FileLine[],
  entities: { readonly [kind in 'customers' | 'products']: ReadonlyMap<string, Resolved> },
  shop: Shop,
  now: number,
): Promise<void> {
  let checked = 0;
  let found = 0;
  for (const [customerId, customer] of [...entities.customers].slice(0, SAMPLE)) {
    if (!('id' in customer && customer.existed)) continue;
    const bought: string[] = [];
    for await (const { productId, quantity, createdAt } of shop.purchasesOf(customer.id)) {
      if (now - Date.parse(createdAt) > KEY_RETENTION_MS) bought.push(`${productId} ${quantity}`);
    }
    for (const { sku, quantity } of purchases.filter(
      ({ customer: each }) => sameId(each.id) === customerId,
    )) {
      const product = entities.products.get(sameId(sku));
      const at = product && 'id' in product ? bought.indexOf(`${product.id} ${quantity}`) : -1;
      checked += 1;
      if (at === -1) continue;
      bought.splice(at, 1);
      found += 1;
    }
  }
  if (found > 0 && found * 2 >= checked) {
    throw new AlreadyImported(
      `This file seems to be imported already, and the journal of that import is missing: of ${checked} purchases ` +
        `checked, ${found} exist and are older than 24 hours.`,
    );
  }
}
