import { GetPurchase } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { purchases } from '../adapters/tables.ts';
import { purchaseView } from '../domain/purchase-view.ts';

export const handler = endpoint(GetPurchase, async ({ path }) =>
  ok(purchaseView(await purchases.get(path.purchaseId))),
);
