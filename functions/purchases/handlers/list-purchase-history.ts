import { ListPurchaseHistory } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { history, purchases } from '../adapters/tables.ts';
import { inOrder } from '../domain/purchase-step.ts';

export const handler = endpoint(ListPurchaseHistory, async ({ path }) => {
  const { purchaseId } = await purchases.get(path.purchaseId);
  return ok({ items: inOrder(await history.stepsOf(purchaseId)) });
});
