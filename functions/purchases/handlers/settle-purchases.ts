import { StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { count } from '../../../shared/logging/metrics.ts';
import { purchases } from '../adapters/tables.ts';
import { settlePurchase } from '../domain/purchase.ts';

/** StockReserved → completed; StockRejected → rejected; counted by outcome: `completed`, or why it was rejected */
export const handler = consumer([StockReserved, StockRejected], ({ metadata, data }) =>
  untilWon(async () => {
    const purchase = await purchases.get(data.purchaseId);
    const rejection = 'code' in data ? { code: data.code, detail: data.detail } : undefined;
    const settled = settlePurchase(purchase, rejection, new Date().toISOString());
    if (settled === purchase) return;
    await purchases.save(purchase, settled, causedBy(metadata));
    count('PurchasesSettled', { outcome: rejection?.code ?? 'completed' });
  }),
);
