import { SettlePurchases } from '../../../contracts/consumers/purchases.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { count } from '../../../shared/logging/metrics.ts';
import { SETTLED_AT_ONCE } from '../adapters/settlement.ts';
import { dayCounts, history, purchases, settlement } from '../adapters/tables.ts';
import { outcomeOf } from '../domain/purchase.ts';
import { stepOf } from '../domain/purchase-step.ts';

/**
 * StockReserved → completed; StockRejected → rejected. Counts purchases by outcome, for their day and as a metric; those of one row of a
 * day together. An answer that settles nothing, such as a second one that differs, is only added to the history.
 */
export const handler = groupConsumer(SettlePurchases, {
  by: ({ data: { purchaseId } }) => dayCounts.rowOfId(purchaseId),
  atMost: SETTLED_AT_ONCE,
  readAhead: (events) => purchases.findAll(events.map(({ data }) => data.purchaseId)),
  handle: async (events, read) => {
    const { settled, others } = await settlement.settle(events, new Date().toISOString(), read);
    for (const purchase of settled) count(metricNames.purchasesSettled, { outcome: outcomeOf(purchase) });
    for (const event of others) await history.add(event.data.purchaseId, stepOf(event));
  },
});
