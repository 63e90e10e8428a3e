import { MAX_LIMIT } from '../../../contracts/definition/limits.ts';
import { PurchasesDisclosure } from '../../../contracts/purchases/disclosure.ts';
import { disclose } from '../../../shared/disclosures/disclose.ts';
import { customerReplica, history, purchaseIndexes, purchases } from '../adapters/tables.ts';
import { historyOf } from '../domain/purchase-step.ts';
import { purchaseView } from '../domain/purchase-view.ts';

export const handler = disclose(PurchasesDisclosure, async ({ customerId, cursor }) => {
  const [replica, { items: ids, nextCursor }] = await Promise.all([
    customerReplica.get(customerId),
    purchaseIndexes.page({ customerId, cursor, limit: MAX_LIMIT }),
  ]);
  const found = await Promise.all(
    (await purchases.getAllStored(ids)).map(async (purchase) => ({
      ...purchaseView(purchase),
      history: historyOf(purchase, await history.stepsOf(purchase.purchaseId)),
    })),
  );
  return { ...replica, purchases: found, ...(nextCursor && { nextCursor }) };
});
