import type { PurchaseEvent } from '../../contracts/purchases/events.ts';
import type { Named } from '../../functions/operations/derived/named.ts';
import type { Row } from '../../functions/operations/derived/rows.ts';
import { PurchaseHistory, stepKeyOf } from '../../functions/purchases/adapters/purchase-history.ts';
import { type DayCount, dayCountOf } from '../../functions/purchases/domain/day-count.ts';
import { storedPurchaseSchema } from '../../functions/purchases/domain/purchase.ts';
import { eventsOfPurchase } from '../../functions/purchases/domain/purchase-events.ts';
import { stepOf } from '../../functions/purchases/domain/purchase-step.ts';
import { Counter, counterRow, DAY_ROWS } from '../../shared/counters/counter.ts';
import { type CountedRow, wasCounted } from '../../shared/dynamodb/recount.ts';
import { imagesOf } from '../../shared/outbox/table-events.ts';
import { recount, Totals } from './recount.ts';
import type { Workshop } from './workshop.ts';

const PURCHASES = 'purchases Purchases';
const COUNTERS = 'purchases Counters';
const HISTORY = 'purchases PurchaseHistory';

const readPurchase = imagesOf(storedPurchaseSchema);
const counterOf = ({ day }: DayCount): string => `day-${day}`;

/** The events of a purchase that are counted; none if its row cannot be read. */
function countedEventsOf(row: Row): PurchaseEvent[] {
  try {
    const after = readPurchase(row, { table: PURCHASES, key: String(row['purchaseId']) });
    return eventsOfPurchase({ before: undefined, after }).filter((event) => dayCountOf(event) !== undefined);
  } catch {
    return [];
  }
}

/**
 * Corrects the counts of all days from the steps of the history, with which they change in one transaction. Steps that are missing
 * are added first, as their events would do it.
 */
export async function rebuildDays(workshop: Workshop, { name }: Named): Promise<void> {
  const history = new PurchaseHistory(workshop.client, workshop.nameOf(HISTORY));
  const counters = workshop.nameOf(COUNTERS);
  await workshop.walk(`${name}, steps`, PURCHASES, async (page) => {
    const events = page.flatMap(countedEventsOf);
    const steps = await workshop.rows.get(
      HISTORY,
      events.map((event) => ({ purchaseId: event.data.purchaseId, step: stepKeyOf(stepOf(event)) })),
    );
    for (const [index, event] of events.entries()) {
      if (steps[index] !== undefined) continue;
      const { purchaseId } = event.data;
      const count = dayCountOf(event) as DayCount;
      const added = new Counter(workshop.client, counters, counterOf(count), DAY_ROWS).add(
        purchaseId,
        count.addition,
      );
      await workshop.settle(`${HISTORY} ${purchaseId}`, async () => {
        await history.add(purchaseId, stepOf(event), [added]);
        workshop.changed += 1;
      });
    }
  });
  await recount(workshop, name, {
    table: COUNTERS,
    fields: ['count', 'completed', 'rejected', 'cancelled'],
    isSum: (counter) => counter.startsWith('day-'),
    async count(recount) {
      const totals = new Totals();
      const add = async (steps: readonly Row[]) => {
        const ids = [...new Set(steps.map(({ purchaseId }) => String(purchaseId)))];
        const purchases = await workshop.rows.get(
          PURCHASES,
          ids.map((purchaseId) => ({ purchaseId })),
        );
        const byId = new Map(purchases.map((row, index) => [ids[index] as string, row]));
        for (const [id, own] of Map.groupBy(steps, ({ purchaseId }) => String(purchaseId))) {
          const purchase = byId.get(id);
          if (purchase !== undefined) addPurchase(totals, purchase, own, recount);
        }
      };
      let last: readonly Row[] = [];
      await workshop.readAll(name, HISTORY, async (page) => {
        const all = [...last, ...page];
        // The steps of the last purchase may go on in the next page.
        last = all.filter(({ purchaseId }) => purchaseId === all.at(-1)?.['purchaseId']);
        await add(all.slice(0, all.length - last.length));
      });
      await add(last);
      return totals;
    },
  });
}

/** Adds what the steps of a purchase count for its day. */
function addPurchase(
  totals: Totals,
  purchase: Row,
  steps: readonly Row[],
  recount: string | undefined,
): void {
  const names = new Set(
    steps.filter((step) => wasCounted(step as CountedRow, true, recount)).map(({ event }) => String(event)),
  );
  // Of a purchase that was cancelled before rows told when it had been completed, that event is not known.
  if (names.has('PurchaseCancelled') && purchase['completedAt'] === undefined) names.add('PurchaseCompleted');
  for (const name of names) {
    const data = { purchasedAt: String(purchase['createdAt']) };
    const count = dayCountOf({ name, data } as PurchaseEvent);
    if (count !== undefined)
      totals.add(counterRow(counterOf(count), String(purchase['purchaseId']), DAY_ROWS), count.addition);
  }
}
