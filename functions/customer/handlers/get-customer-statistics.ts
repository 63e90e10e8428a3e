import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { customerCount, customers, topCustomers } from '../adapters/tables.ts';
import type { CustomerStatistics } from '../domain/customer-statistics.ts';

const TOP = 10;

/** GET /statistics/customers: how many there are, and who bought most units */
export const handler = endpoint({}, async () => {
  const [{ count = 0 }, top] = await Promise.all([customerCount.read(), topCustomers.top(TOP)]);
  const known = await customers.getAll(top.map(({ id }) => id));
  const names = new Map(known.map(({ customerId, name }) => [customerId, name]));
  const statistics: CustomerStatistics = {
    count,
    top: top.map(({ id, ...counts }) => ({ customerId: id, name: names.get(id), ...counts })),
  };
  return ok(statistics);
});
