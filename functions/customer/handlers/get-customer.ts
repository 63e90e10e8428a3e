import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers } from '../adapters/tables.ts';
import { customerPathSchema } from '../domain/customer-schema.ts';
import { customerView } from '../domain/customer-view.ts';

/** GET /customers/{customerId} */
export const handler = endpoint({ path: customerPathSchema }, async ({ path, now }) =>
  entity(customerView(await customers.get(path.customerId), now)),
);
