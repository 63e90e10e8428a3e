import { GetCustomer } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers } from '../adapters/tables.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(GetCustomer, async ({ path, now }) =>
  ok(customerView(await customers.get(path.customerId), now)),
);
