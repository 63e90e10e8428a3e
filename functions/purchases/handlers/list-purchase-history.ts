import { ListPurchaseHistory } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { history, purchases } from '../adapters/tables.ts';
import { historyOf } from '../domain/purchase-step.ts';

export const handler = endpoint(ListPurchaseHistory, async ({ path }) => {
  const purchase = await purchases.getStored(path.purchaseId);
  return ok({ items: historyOf(purchase, await history.stepsOf(purchase.purchaseId)) });
});
