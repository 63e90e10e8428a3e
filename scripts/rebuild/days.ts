import type { Named } from '../../functions/operations/derived/named.ts';
import type { Row } from '../../functions/operations/derived/rows.ts';
import { DAYS, DayCounts } from '../../functions/purchases/adapters/day-counts.ts';
import { countsOf, purchaseCounts } from '../../functions/purchases/domain/day-count.ts';
import type { Purchase } from '../../functions/purchases/domain/purchase.ts';
import { SERIES_INDEX } from '../../shared/counters/series.ts';
import { type CountedRow, countsBefore } from '../../shared/dynamodb/recount.ts';
import { recount } from './recount.ts';
import { type Sums, Totals } from './totals.ts';
import type { Workshop } from './workshop.ts';

const COUNTERS = 'purchases Counters';

/** Corrects the counts of all days from the purchases, with which they change in one transaction. */
export async function rebuildDays(workshop: Workshop, { name }: Named): Promise<void> {
  const days = new DayCounts(workshop.client, workshop.nameOf(COUNTERS));
  await recount(workshop, name, {
    table: COUNTERS,
    fields: ['count', 'completed', 'rejected', 'cancelled'],
    isSum: (counter) => counter.startsWith('day-'),
    attributesOf: () => ({ [SERIES_INDEX.attribute]: DAYS }),
    async count(recount) {
      const totals = new Totals();
      await workshop.readAll(name, 'purchases Purchases', (page) => {
        for (const row of page) {
          const { purchaseId, createdAt, purchasedAt } = row as Record<string, string>;
          const counts = countsAt(row, recount);
          if (purchaseId !== undefined && createdAt !== undefined && 'count' in counts)
            totals.add(days.rowOf({ purchaseId, createdAt, purchasedAt }), counts);
        }
      });
      return totals;
    },
  });
}

/** The counts of a purchase, as of the beginning of a recount if there is one. */
function countsAt(row: Row, recount: string | undefined): Sums {
  const purchase = row as unknown as Purchase;
  const { counted, revenue } = countsBefore(row as CountedRow, purchaseCounts(purchase), recount);
  const hasChanged = recount !== undefined && (row as CountedRow).countedBefore?.recount === recount;
  // Of those that are settled, only a completed one can change.
  const status = hasChanged ? 'completed' : purchase.status;
  return countsOf(counted ? status : 'pending', revenue);
}
