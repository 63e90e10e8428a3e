import { keyOf } from '../sales-files/keys.ts';
import type { ImportContext, Outcome } from './import-purchases.ts';
import type { TakenPart } from './journal.ts';
import type { FileLine, PlannedReturn } from './plan.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import { refusalIn } from './shop/refusal.ts';

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

async function importReturn({ line, parts }: PlannedReturn, context: ImportContext): Promise<Outcome> {
  const { entries } = context.journal;
  const bought = parts.map((part) => ({ ...part, entry: entries.get(part.purchase.key) }));
  const taken = bought.map(({ purchase, quantity, entry }) => {
    const { purchaseId = '', unitPrice = purchase.unitPrice } = entry ?? {};
    return {
      ...{ purchaseId, quantity, unitPrice },
      key: keyOf('return', line.key, { purchaseId, quantity }),
      recordedAs: keyOf('return', line.key, purchase.key),
    };
  });
  const earlier = madeBefore(line, taken, context);
  if (earlier !== undefined) return earlier;
  if (bought.some(({ entry }) => entry?.status === 'pending')) return { line, isNew: false, kind: 'pending' };
  if (bought.some(({ entry }) => entry === undefined || entry.status === 'rejected')) {
    return { line, isNew: false, kind: 'rejected', reason: 'return of a rejected purchase' };
  }
  return takeBack(line, taken, context);
}

/** The outcome of a return that the journal has as made. */
export function madeBefore(
  line: FileLine,
  parts: readonly TakenPart[],
  { journal }: ImportContext,
): Outcome | undefined {
  const earlier = journal.entries.get(line.key);
  return earlier && { line, isNew: false, kind: 'imported', amount: amountOf(parts), madeBy: earlier.file };
}

/** A part with its idempotency key, and the key under which the journal has that it was returned. */
interface KeyedPart extends TakenPart {
  readonly key: string;
  readonly recordedAs: string;
}

/** Returns the parts that the journal does not have as returned. */
export async function takeBack(
  line: FileLine,
  parts: readonly KeyedPart[],
  { shop, journal }: ImportContext,
): Promise<Outcome> {
  let last = '';
  for (const { purchaseId, quantity, key, recordedAs } of parts) {
    last = purchaseId;
    if (journal.entries.has(recordedAs)) continue;
    try {
      await shop.returnUnits(purchaseId, quantity, key);
    } catch (error) {
      return { line, isNew: false, kind: 'rejected', reason: `refused: ${refusalIn(error)}` };
    }
    // After a day, the key alone does not tell that this part was returned.
    if (parts.length > 1) journal.record(recordedAs, { purchaseId, status: 'cancelled', file: line.file });
  }
  journal.record(line.key, { purchaseId: last, status: 'cancelled', file: line.file });
  return { line, isNew: true, kind: 'imported', amount: amountOf(parts) };
}

/** What returned pieces had cost. */
const amountOf = (parts: readonly TakenPart[]): number =>
  parts.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0);
