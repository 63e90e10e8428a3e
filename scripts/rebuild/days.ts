import type { PurchaseStatus } from '../../contracts/purchases/shapes.ts';
import type { Named } from '../../functions/operations/derived/named.ts';
import type { Row } from '../../functions/operations/derived/rows.ts';
import { DayCounts } from '../../functions/purchases/adapters/day-counts.ts';
import { countsOf } from '../../functions/purchases/domain/day-count.ts';
import { isSettled } from '../../functions/purchases/domain/purchase.ts';
import { type CountedRow, wasCounted } from '../../shared/dynamodb/recount.ts';
import { recount, Totals } from './recount.ts';
import type { Workshop } from './workshop.ts';

const COUNTERS = 'purchases Counters';

/** Corrects the counts of all days from the purchases, with which they change in one transaction. */
export async function rebuildDays(workshop: Workshop, { name }: Named): Promise<void> {
  const days = new DayCounts(workshop.client, workshop.nameOf(COUNTERS));
  await recount(workshop, name, {
    table: COUNTERS,
    fields: ['count', 'completed', 'rejected', 'cancelled'],
    isSum: (counter) => counter.startsWith('day-'),
    async count(recount) {
      const totals = new Totals();
      await workshop.readAll(name, 'purchases Purchases', (page) => {
        for (const row of page) {
          const { purchaseId, createdAt, purchasedAt } = row as Record<string, string>;
          const counts = countsOf(statusAt(row, recount));
          if (purchaseId !== undefined && createdAt !== undefined && 'count' in counts)
            totals.add(days.rowOf({ purchaseId, createdAt, purchasedAt }), counts);
        }
      });
      return totals;
    },
  });
}

/** The status of a purchase, as of the beginning of a recount if there is one. */
function statusAt(row: Row, recount: string | undefined): PurchaseStatus {
  const status = row['status'] as PurchaseStatus;
  const { countedBefore } = row as CountedRow;
  if (!wasCounted(row as CountedRow, isSettled({ status }), recount)) return 'pending';
  // Of those that are settled, only a completed one can change.
  return recount !== undefined && countedBefore?.recount === recount ? 'completed' : status;
}
