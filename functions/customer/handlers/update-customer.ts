import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { requireMatch } from '../../../shared/http/etag.ts';
import { mergePatchTypes } from '../../../shared/http/request.ts';
import { customers } from '../adapters/tables.ts';
import { updateCustomer } from '../domain/customer.ts';
import { customerPatchSchema, customerPathSchema } from '../domain/customer-schema.ts';
import { customerView } from '../domain/customer-view.ts';

/** PATCH /customers/{customerId} */
export const handler = endpoint(
  { path: customerPathSchema, body: customerPatchSchema, mediaTypes: mergePatchTypes },
  ({ path, body, ifMatch, now, cause }) =>
    untilWon(async () => {
      const customer = await customers.get(path.customerId);
      requireMatch(ifMatch, customer.version);
      const updated = updateCustomer(customer, body, now);
      if (updated !== customer) await customers.save(customer, updated, cause);
      return entity(customerView(updated, now));
    }),
);
