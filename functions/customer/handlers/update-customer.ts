import { UpdateCustomer } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers } from '../adapters/tables.ts';
import { type Customer, updateCustomer } from '../domain/customer.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(UpdateCustomer, async ({ path, body, ifMatch, now, cause }) => {
  const update = (customer: Customer) => updateCustomer(customer, body, now);
  return ok(customerView(await customers.change(path.customerId, update, { cause, ifMatch }), now));
});
