import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, purchases } from '../adapters/tables.ts';
import { cancelPurchase } from '../domain/purchase.ts';
import { purchasePathSchema } from '../domain/purchase-schema.ts';
import { purchaseView } from '../domain/purchase-view.ts';

/** POST /purchases/{purchaseId}/cancellation */
export const handler = endpoint({ path: purchasePathSchema, idempotency }, ({ path, now, cause, remember }) =>
  untilWon(async () => {
    const purchase = await purchases.get(path.purchaseId);
    const cancelled = cancelPurchase(purchase, now);
    const answer = entity(purchaseView(cancelled));
    if (cancelled === purchase) await idempotency.keep(remember(answer));
    else await purchases.save(purchase, cancelled, cause, remember(answer));
    return answer;
  }),
);
