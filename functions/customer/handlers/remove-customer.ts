import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { requireMatch } from '../../../shared/http/etag.ts';
import { customers } from '../adapters/tables.ts';
import { removeCustomer } from '../domain/customer.ts';
import { customerPathSchema } from '../domain/customer-schema.ts';

/** DELETE /customers/{customerId} */
export const handler = endpoint({ path: customerPathSchema }, ({ path, ifMatch, now, cause }) =>
  untilWon(async () => {
    const customer = await customers.get(path.customerId);
    requireMatch(ifMatch, customer.version);
    await customers.save(customer, removeCustomer(customer, now), cause);
    return noContent();
  }),
);
