import { RemoveCustomer } from '../../../contracts/customer/routes.ts';
import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers } from '../adapters/tables.ts';
import { removeCustomer } from '../domain/customer.ts';

export const handler = endpoint(RemoveCustomer, async ({ path, ifMatch, now, cause }) => {
  await customers.change(path.customerId, (customer) => removeCustomer(customer, now), { cause, ifMatch });
  return noContent();
});
