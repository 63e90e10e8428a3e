import { SettlePurchases } from '../../../contracts/consumers/purchases.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { count } from '../../../shared/logging/metrics.ts';
import { timeOfId } from '../../../shared/values/ids.ts';
import { SETTLED_AT_ONCE } from '../adapters/settlement.ts';
import { dayCounts, settlement } from '../adapters/tables.ts';
import { outcomeOf } from '../domain/purchase.ts';

/**
 * StockReserved → completed; StockRejected → rejected. Counts purchases by outcome, for their day and as a metric; those of one row of a
 * day together
 */
export const handler = groupConsumer(SettlePurchases, {
  by: ({ data: { purchaseId } }) => dayCounts.rowOf({ purchaseId, createdAt: timeOfId(purchaseId) }),
  atMost: SETTLED_AT_ONCE,
  handle: async (events) => {
    const answers = events.map(({ metadata, data }) => ({
      purchaseId: data.purchaseId,
      rejection: 'code' in data ? { code: data.code, detail: data.detail } : undefined,
      cause: causedBy(metadata),
    }));
    for (const settled of await settlement.settle(answers, new Date().toISOString()))
      count(metricNames.purchasesSettled, { outcome: outcomeOf(settled) });
  },
});
