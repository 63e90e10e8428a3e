import { SettlePurchases } from '../../../contracts/consumers/purchases.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { count } from '../../../shared/logging/metrics.ts';
import { purchases } from '../adapters/tables.ts';
import { outcomeOf, settlePurchase } from '../domain/purchase.ts';

/** StockReserved → completed; StockRejected → rejected. Counts purchases by outcome. */
export const handler = consumer(SettlePurchases, async ({ metadata, data }) => {
  const rejection = 'code' in data ? { code: data.code, detail: data.detail } : undefined;
  const now = new Date().toISOString();
  await purchases.change(data.purchaseId, (purchase) => settlePurchase(purchase, rejection, now), {
    cause: causedBy(metadata),
    onChange: (settled) => count(metricNames.purchasesSettled, { outcome: outcomeOf(settled) }),
  });
});
