import { CreateCustomer } from '../../../contracts/customer/routes.ts';
import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { customers, idempotency } from '../adapters/tables.ts';
import { addCustomer } from '../domain/customer.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(
  CreateCustomer,
  async ({ body, now, cause, remember }) => {
    const customer = addCustomer(newId(), body, now);
    const answer = created(`/api/customers/${customer.customerId}`, customerView(customer, now));
    await customers.add(customer, { cause, remember: () => remember(answer, customer.customerId) });
    return answer;
  },
  { idempotency },
);
