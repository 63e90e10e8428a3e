import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers } from '../adapters/tables.ts';
import { removeCustomer } from '../domain/customer.ts';
import { customerPathSchema } from '../domain/customer-schema.ts';

/** DELETE /customers/{customerId} */
export const handler = endpoint({ path: customerPathSchema }, async ({ path, ifMatch, now, cause }) => {
  await customers.change(path.customerId, (customer) => removeCustomer(customer, now), { cause, ifMatch });
  return noContent();
});
