import { ListPurchaseDays } from '../../../contracts/purchases/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { dayCounts } from '../adapters/tables.ts';
import { statisticsOf } from '../domain/day-count.ts';

export const handler = endpoint(ListPurchaseDays, async ({ query: { from, to } }) => {
  const days = await dayCounts.between(from, to);
  return ok({ items: days.map(([day, sums]) => statisticsOf(day, sums)) });
});
