import { RequestPurchase } from '../../../contracts/purchases/routes.ts';
import { accepted } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { count } from '../../../shared/logging/metrics.ts';
import { newId } from '../../../shared/values/ids.ts';
import { customerReplica, idempotency, productReplica, purchases } from '../adapters/tables.ts';
import { priceFor } from '../domain/buyable.ts';
import { requestPurchase, timeOfPurchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';

export const handler = endpoint(
  RequestPurchase,
  async ({ body, now, cause, remember }) => {
    const [customer, product] = await Promise.all([
      customerReplica.get(body.customerId),
      productReplica.get(body.productId),
    ]);
    const id = newId(timeOfPurchase(body, now));
    const purchase = requestPurchase(id, body, priceFor(customer, product), now, cause.actor);
    const answer = accepted(`/api/purchases/${purchase.purchaseId}`, purchaseView(purchase));
    await purchases.add(purchase, { cause, remember: () => remember(answer) });
    count(metricNames.purchasesRequested);
    return answer;
  },
  { idempotency },
);
