import { ListCustomerProducts } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { boughtProducts, customers } from '../adapters/tables.ts';

export const handler = endpoint(ListCustomerProducts, async ({ path, query }) => {
  const { customerId } = await customers.get(path.customerId);
  return ok(await boughtProducts.page(customerId, query));
});
