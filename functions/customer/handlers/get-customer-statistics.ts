import { GetCustomerStatistics } from '../../../contracts/customer/routes.ts';
import type { CustomerStatistics } from '../../../contracts/customer/shapes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customerCount, customers, topCustomers } from '../adapters/tables.ts';

export const handler = endpoint(GetCustomerStatistics, async () => {
  const [{ count = 0 }, top] = await Promise.all([customerCount.read(), topCustomers.top()]);
  const known = await customers.getAll(top.map(({ id }) => id));
  const names = new Map(known.map(({ customerId, name }) => [customerId, name]));
  const statistics: CustomerStatistics = {
    count,
    top: top.map(({ id, units, purchases, revenue }) => ({
      customerId: id,
      name: names.get(id),
      units,
      purchases,
      revenue,
    })),
  };
  return ok(statistics);
});
