import { GetCustomerTotals } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customers, topCustomers } from '../adapters/tables.ts';

export const handler = endpoint(GetCustomerTotals, async ({ path }) => {
  const [totals] = await Promise.all([
    topCustomers.totalsOf(path.customerId),
    customers.get(path.customerId),
  ]);
  return ok(totals);
});
