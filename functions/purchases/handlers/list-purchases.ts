import { ListPurchases } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { purchaseIndexes, purchases } from '../adapters/tables.ts';
import { matchesAll } from '../domain/purchase-list.ts';
import { purchaseView } from '../domain/purchase-view.ts';

export const handler = endpoint(ListPurchases, async ({ query }) => {
  const { items: ids, ...page } = await purchaseIndexes.page(query);
  // A purchase may have changed since its index row was read.
  const items = (await purchases.getAll(ids)).filter(matchesAll(query)).map(purchaseView);
  return ok({ items, ...page });
});
