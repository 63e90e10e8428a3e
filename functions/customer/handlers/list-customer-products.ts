import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { pageQuerySchema } from '../../../shared/paging/query-schema.ts';
import { boughtProducts, customers } from '../adapters/tables.ts';
import { customerPathSchema } from '../domain/customer-schema.ts';

/** GET /customers/{customerId}/products */
export const handler = endpoint(
  { path: customerPathSchema, query: pageQuerySchema },
  async ({ path, query }) => {
    const { customerId } = await customers.get(path.customerId);
    return ok(await boughtProducts.page(customerId, query));
  },
);
