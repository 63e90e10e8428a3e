import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { mergePatchTypes } from '../../../shared/http/request.ts';
import { customers } from '../adapters/tables.ts';
import { type Customer, updateCustomer } from '../domain/customer.ts';
import { customerPatchSchema, customerPathSchema } from '../domain/customer-schema.ts';
import { customerView } from '../domain/customer-view.ts';

/** PATCH /customers/{customerId} */
export const handler = endpoint(
  { path: customerPathSchema, body: customerPatchSchema, mediaTypes: mergePatchTypes },
  async ({ path, body, ifMatch, now, cause }) => {
    const update = (customer: Customer) => updateCustomer(customer, body, now);
    return entity(customerView(await customers.change(path.customerId, update, { cause, ifMatch }), now));
  },
);
