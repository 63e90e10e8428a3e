import { eachConcurrently } from '../api/each-concurrently.ts';
import { reasons } from './classify-line.ts';
import type { ImportContext, Outcome } from './import-purchases.ts';
import type { PlannedCancellation } from './plan.ts';
import { keyOf } from './read-sales.ts';

/** Makes the planned cancellations whose purchases are in the journal. */
export async function importCancellations(
  cancellations: readonly PlannedCancellation[],
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  await eachConcurrently(cancellations, context, async (cancellation) => {
    onOutcome(await importCancellation(cancellation, context));
  });
}

async function importCancellation(
  { line, purchase }: PlannedCancellation,
  { shop, journal }: ImportContext,
): Promise<Outcome> {
  const { purchaseId, status } = journal.entries.get(purchase.key) ?? {};
  if (journal.entries.has(line.key)) return { line, isNew: false, kind: 'imported' };
  if (status === 'pending') return { line, isNew: false, kind: 'pending' };
  if (purchaseId === undefined || status === 'rejected') {
    return { line, isNew: false, kind: 'rejected', reason: reasons.ofRejectedPurchase };
  }
  await shop.cancelPurchase(purchaseId, keyOf('cancellation', line.key, purchaseId));
  journal.record(line.key, { purchaseId, status: 'cancelled' });
  return { line, isNew: true, kind: 'imported' };
}
