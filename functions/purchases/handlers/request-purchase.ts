import { RequestPurchase } from '../../../contracts/purchases/routes.ts';
import { accepted } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { acceptPurchase } from '../adapters/accept-purchase.ts';
import { customerReplica, idempotency, productReplica } from '../adapters/tables.ts';
import type { Purchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';

const answer = (purchase: Purchase) =>
  accepted(`/api/purchases/${purchase.purchaseId}`, purchaseView(purchase));

export const handler = endpoint(
  RequestPurchase,
  async ({ body, now, cause, remember }) => {
    const [customer, product] = await Promise.all([
      customerReplica.get(body.customerId),
      productReplica.get(body.productId),
    ]);
    const purchase = await acceptPurchase(body, { customer, product }, now, {
      cause,
      remember: (added) => remember(answer(added)),
    });
    return answer(purchase);
  },
  { idempotency },
);
