import { ExportCustomer } from '../../../contracts/api/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { askCatalog, askCustomer, askPurchases } from '../adapters/services.ts';

// Here and not in a service, because services know each other only by events.
export const handler = endpoint(ExportCustomer, async ({ path, query, now, cause }) => {
  const { customerId } = path;
  const { correlationId } = cause;
  const { nextCursor, ...purchases } = await askPurchases(
    { customerId, cursor: query.cursor },
    correlationId,
  );
  const purchaseIds = purchases.purchases.map(({ purchaseId }) => purchaseId);
  const productIds = [...new Set(purchases.purchases.map(({ productId }) => productId))];
  const [customer, catalog] = await Promise.all([
    askCustomer({ customerId, productIds }, correlationId),
    askCatalog({ customerId, productIds, purchaseIds }, correlationId),
  ]);
  return ok({ exportedAt: now, customer, catalog, purchases, ...(nextCursor && { nextCursor }) });
});
