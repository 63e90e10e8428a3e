import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { expectedSteps } from '../shop/expected.ts';
import { must } from '../violation.ts';
import { type Shop, same } from './shop.ts';

/** The history of each purchase is complete. */
export async function checkHistory({ api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const rule = 'the history has each event once';
  for (const purchase of purchases) {
    const { purchaseId } = purchase;
    const { items } = await api('GET /purchases/{purchaseId}/history', { path: { purchaseId } });
    const names = items.map(({ event }) => event).toSorted();
    same(rule, purchaseId, names, expectedSteps(purchase).toSorted());
    const ids = new Set(items.map(({ correlationId }) => correlationId));
    const expected = purchase.status === 'cancelled' ? 2 : 1;
    must(ids.size <= expected, 'a request and what it causes have one correlation id', () => purchaseId);
  }
}
