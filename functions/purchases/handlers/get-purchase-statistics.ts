import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { dayCounter } from '../adapters/tables.ts';
import { type PurchaseStatistics, statisticsQuerySchema } from '../domain/day-count.ts';

/** GET /statistics/purchases: how many were made on a day, and where they stand now */
export const handler = endpoint({ query: statisticsQuerySchema }, async ({ query, now }) => {
  const day = query.day ?? now.slice(0, 10);
  const none = { count: 0, completed: 0, rejected: 0, cancelled: 0 };
  const statistics: PurchaseStatistics = { day, ...none, ...(await dayCounter(day).read()) };
  return ok(statistics);
});
