import { CreateCustomer } from '../../../contracts/customer/routes.ts';
import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { customers, idempotency } from '../adapters/tables.ts';
import { addCustomer, type Customer } from '../domain/customer.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(
  CreateCustomer,
  async ({ body, now, cause, remember }) => {
    const answer = (customer: Customer) =>
      created(`/api/customers/${customer.customerId}`, customerView(customer, now));
    const added = await customers.add(addCustomer(newId(), body, now), {
      cause,
      remember: (customer) => remember(answer(customer), customer.customerId),
    });
    return answer(added);
  },
  { idempotency },
);
