import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { history, purchases } from '../adapters/tables.ts';
import { purchasePathSchema } from '../domain/purchase-schema.ts';
import { inOrder } from '../domain/purchase-step.ts';

/** GET /purchases/{purchaseId}/history */
export const handler = endpoint({ path: purchasePathSchema }, async ({ path }) => {
  const { purchaseId } = await purchases.get(path.purchaseId);
  return ok({ items: inOrder(await history.stepsOf(purchaseId)) });
});
