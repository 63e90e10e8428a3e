import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { tally } from '../adapters/tables.ts';
import { dayCounter, statisticsQuerySchema } from '../domain/purchase-tally.ts';

/** GET /statistics/purchases: how many were made on a day, and where they stand now */
export const handler = endpoint({ query: statisticsQuerySchema }, async ({ query, now }) => {
  const day = query.day ?? now.slice(0, 10);
  const none = { count: 0, completed: 0, rejected: 0, cancelled: 0 };
  return ok({ day, ...none, ...(await tally.read(dayCounter(day))) });
});
