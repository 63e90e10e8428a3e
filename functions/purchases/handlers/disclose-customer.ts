import { PurchasesDisclosure } from '../../../contracts/purchases/disclosure.ts';
import { disclose } from '../../../shared/disclosures/disclose.ts';
import { customerReplica, history, purchaseIndexes, purchases } from '../adapters/tables.ts';
import { inOrder } from '../domain/purchase-step.ts';
import { purchaseView } from '../domain/purchase-view.ts';

/** So many purchases are disclosed at once, each with its history. */
const LIMIT = 100;

export const handler = disclose(PurchasesDisclosure, async ({ customerId, cursor }) => {
  const [replica, { items: ids, nextCursor }] = await Promise.all([
    customerReplica.get(customerId),
    purchaseIndexes.page({ customerId, cursor, limit: LIMIT }),
  ]);
  const found = await Promise.all(
    (await purchases.getAll(ids)).map(async (purchase) => ({
      ...purchaseView(purchase),
      history: inOrder(await history.stepsOf(purchase.purchaseId)),
    })),
  );
  return { ...replica, purchases: found, ...(nextCursor && { nextCursor }) };
});
