import { GetPurchaseStatistics } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { dayCounts } from '../adapters/tables.ts';

export const handler = endpoint(GetPurchaseStatistics, async ({ query, now }) => {
  const day = query.day ?? now.slice(0, 10);
  const none = { count: 0, completed: 0, rejected: 0, cancelled: 0 };
  return ok({ day, ...none, ...(await dayCounts.of(day).read()) });
});
