import { keyOf } from '../../sales-files/keys.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import { refusalIn } from '../api/refusal.ts';
import type { ImportContext, Outcome } from './import-purchases.ts';
import type { JournalEntry } from './journal.ts';
import type { ReturnedPart } from './match-returns.ts';
import type { PlannedReturn } from './plan.ts';

/** Takes back what was returned of the purchases in the journal. */
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
  { line, parts }: PlannedReturn,
  { shop, journal }: ImportContext,
): Promise<Outcome> {
  const bought = parts.map((part) => ({ ...part, entry: journal.entries.get(part.purchase.key) }));
  const amount = bought.reduce((sum, part) => sum + amountOf(part), 0);
  const earlier = journal.entries.get(line.key);
  if (earlier !== undefined) return { line, isNew: false, kind: 'imported', amount, madeBy: earlier.file };
  if (bought.some(({ entry }) => entry?.status === 'pending')) return { line, isNew: false, kind: 'pending' };
  if (bought.some(({ entry }) => entry === undefined || entry.status === 'rejected')) {
    return { line, isNew: false, kind: 'rejected', reason: 'return of a rejected purchase' };
  }
  let last = '';
  for (const { purchase, quantity, entry } of bought) {
    const { purchaseId } = entry as JournalEntry;
    last = purchaseId;
    const key = keyOf('return', line.key, purchase.key);
    if (journal.entries.has(key)) continue;
    try {
      await shop.returnUnits(purchaseId, quantity, keyOf('return', line.key, { purchaseId, quantity }));
    } catch (error) {
      return { line, isNew: false, kind: 'rejected', reason: `refused: ${refusalIn(error)}` };
    }
    // After a day, the key alone does not tell that this part was returned.
    if (bought.length > 1) journal.record(key, { purchaseId, status: 'cancelled', file: line.file });
  }
  journal.record(line.key, { purchaseId: last, status: 'cancelled', file: line.file });
  return { line, isNew: true, kind: 'imported', amount };
}

/** What returned pieces had cost. */
function amountOf({
  purchase,
  quantity,
  entry,
}: ReturnedPart & { readonly entry: JournalEntry | undefined }): number {
  const { unitPrice = purchase.unitPrice } = entry ?? {};
  return unitPrice.amount * quantity;
}
