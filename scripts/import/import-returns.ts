import { keyOf } from '../../sales-files/keys.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import type { ImportContext, Outcome } from './import-purchases.ts';
import type { PlannedReturn } from './plan.ts';

/** Takes back the purchases in the journal that were returned. */
export async function importReturns(
  returns: readonly PlannedReturn[],
  context: ImportContext,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  await eachConcurrently(returns, context, async (planned) => {
    onOutcome(await importReturn(planned, context));
  });
}

async function importReturn(
  { line, purchase }: PlannedReturn,
  { shop, journal }: ImportContext,
): Promise<Outcome> {
  const bought = journal.entries.get(purchase.key);
  const { purchaseId, status, unitPrice = purchase.unitPrice } = bought ?? {};
  const earlier = journal.entries.get(line.key);
  if (earlier !== undefined) return { line, isNew: false, kind: 'imported', unitPrice, madeBy: earlier.file };
  if (status === 'pending') return { line, isNew: false, kind: 'pending' };
  if (purchaseId === undefined || status === 'rejected') {
    return { line, isNew: false, kind: 'rejected', reason: 'return of a rejected purchase' };
  }
  await shop.cancelPurchase(purchaseId, keyOf('cancellation', line.key, purchaseId));
  journal.record(line.key, { purchaseId, status: 'cancelled', file: line.file });
  return { line, isNew: true, kind: 'imported', unitPrice };
}
