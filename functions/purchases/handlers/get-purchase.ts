import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { purchases } from '../adapters/tables.ts';
import { purchasePathSchema } from '../domain/purchase-schema.ts';
import { purchaseView } from '../domain/purchase-view.ts';

/** GET /purchases/{purchaseId} */
export const handler = endpoint({ path: purchasePathSchema }, async ({ path }) =>
  entity(purchaseView(await purchases.get(path.purchaseId))),
);
