import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, purchases } from '../adapters/tables.ts';
import { cancelPurchase, type Purchase } from '../domain/purchase.ts';
import { purchasePathSchema } from '../domain/purchase-schema.ts';
import { purchaseView } from '../domain/purchase-view.ts';

const answer = (purchase: Purchase) => entity(purchaseView(purchase));

/** POST /purchases/{purchaseId}/cancellation */
export const handler = endpoint(
  { path: purchasePathSchema, idempotency },
  async ({ path, now, cause, remember }) => {
    const cancelled = await purchases.change(path.purchaseId, (purchase) => cancelPurchase(purchase, now), {
      cause,
      remember: (purchase) => remember(answer(purchase)),
    });
    return answer(cancelled);
  },
);
