import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { soldUnits } from '../shop/expected.ts';
import { living } from '../shop/ledger.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';
import { pageOf, rowsOf, type Shop, same } from './shop.ts';

/** No purchase waits for an event that was lost. @throws Violation */
export function checkSettled(world: World): void {
  const pending = rowsOf(world, 'Purchases').filter(({ status }) => status === 'pending');
  must(pending.length === 0, 'every purchase is settled', () => JSON.stringify(pending[0]));
}

/** Every purchase is what was asked for, and is in the list. @returns all purchases */
export async function checkPurchases({ world, ledger, api }: Shop): Promise<PurchaseView[]> {
  const purchases: PurchaseView[] = [];
  for (const { id, latest, isCancelled } of ledger.purchases.values()) {
    const found = await api('GET /purchases/{purchaseId}', { path: { purchaseId: id } });
    purchases.push(found);
    must(found.status !== 'pending', 'every purchase is settled', () => id);
    same('a purchase is cancelled if somebody cancelled it', id, found.status === 'cancelled', isCancelled);
    const { customerId, productId, quantity, unitPrice, total, createdAt } = latest;
    const { status: _, version, updatedAt, rejection, ...fixed } = found;
    const expected = { purchaseId: id, customerId, productId, quantity, unitPrice, total, createdAt };
    same(
      'a purchase stays what was asked for',
      id,
      { ...fixed, requestedBy: undefined },
      {
        ...expected,
        requestedBy: undefined,
      },
    );
    same('a purchase has a version for each status', id, version, found.status === 'cancelled' ? 3 : 2);
    same('a rejected purchase has a reason', id, rejection !== undefined, found.status === 'rejected');
    must(updatedAt >= createdAt, 'time does not go back', () => id);
  }
  const listed: string[] = [];
  for await (const { purchaseId } of api.every('GET /purchases', { query: pageOf(world) }))
    listed.push(purchaseId);
  const newestFirst = purchases
    .map(({ purchaseId }) => purchaseId)
    .toSorted()
    .toReversed();
  same('lists are complete', 'GET /purchases', listed, newestFirst);
  return purchases;
}

/** At rest, what was supplied is in stock or was sold. */
export async function checkStock({ ledger, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const sold = soldUnits(purchases);
  for (const { id, supplied } of living(ledger.products)) {
    const { stock } = await api('GET /products/{productId}', { path: { productId: id } });
    same('stock is what was supplied less what was sold', id, stock, supplied - (sold.get(id) ?? 0));
  }
}
