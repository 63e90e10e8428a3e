import { GetPurchaseStatistics } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { dayCounts } from '../adapters/tables.ts';
import { statisticsOf } from '../domain/day-count.ts';

export const handler = endpoint(GetPurchaseStatistics, async ({ query, now }) => {
  const day = query.day ?? now.slice(0, 10);
  return ok(statisticsOf(day, await dayCounts.of(day).read()));
});
