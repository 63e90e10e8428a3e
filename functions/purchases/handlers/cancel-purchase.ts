import { CancelPurchase } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, purchases } from '../adapters/tables.ts';
import { cancelPurchase, type Purchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';

const answer = (purchase: Purchase) => ok(purchaseView(purchase));

export const handler = endpoint(
  CancelPurchase,
  async ({ path, now, cause, remember }) => {
    const cancelled = await purchases.change(path.purchaseId, (purchase) => cancelPurchase(purchase, now), {
      cause,
      remember: (purchase) => remember(answer(purchase)),
    });
    return answer(cancelled);
  },
  { idempotency },
);
