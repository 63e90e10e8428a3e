import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { customers, idempotency } from '../adapters/tables.ts';
import { addCustomer } from '../domain/customer.ts';
import { newCustomerSchema } from '../domain/customer-schema.ts';
import { customerView } from '../domain/customer-view.ts';

/** POST /customers */
export const handler = endpoint(
  { body: newCustomerSchema, idempotency },
  async ({ body, now, cause, remember }) => {
    const customer = addCustomer(newId(), body, now);
    const answer = created(`/api/customers/${customer.customerId}`, customerView(customer, now));
    await customers.add(customer, { cause, remember: () => remember(answer, customer.customerId) });
    return answer;
  },
);
