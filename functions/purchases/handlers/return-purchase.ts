import { ReturnPurchase } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { history, idempotency, purchases } from '../adapters/tables.ts';
import { returnUnits } from '../domain/purchase.ts';
import { returnSteps } from '../domain/purchase-step.ts';
import { purchaseView } from '../domain/purchase-view.ts';

export const handler = endpoint(
  ReturnPurchase,
  async ({ path: { purchaseId }, body: { quantity }, now, cause, remember }) => {
    const returned = await purchases.change(purchaseId, (purchase) => returnUnits(purchase, quantity, now), {
      cause,
      remember: (purchase) => [
        ...remember(ok(purchaseView(purchase))),
        ...returnSteps({ ...purchase, cause }, quantity).map((step) => history.write(purchaseId, step)),
      ],
    });
    return ok(purchaseView(returned));
  },
  { idempotency },
);
