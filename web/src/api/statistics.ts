import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** The number of customers, and the top ones. */
export const customerStatistics = () =>
  queryOptions({
    queryKey: ['statistics', 'customers'],
    queryFn: ({ signal }) => api('GET /statistics/customers', { signal }),
  });

/** The number of products, and the top ones. */
export const productStatistics = () =>
  queryOptions({
    queryKey: ['statistics', 'products'],
    queryFn: ({ signal }) => api('GET /statistics/products', { signal }),
  });

const DAY_MS = 24 * 60 * 60_000;
/** Clocks differ: this much later, it is past midnight for the API, too. */
const AFTER_MIDNIGHT_MS = 2_000;

const untilTomorrow = (): number => DAY_MS - (Date.now() % DAY_MS) + AFTER_MIDNIGHT_MS;

/** A day in UTC, `YYYY-MM-DD`. @param ago 0 is today. */
const dayBefore = (ago: number): string => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

/** The statistics of today (UTC; the answer says which day that is). Read again when the next day begins. */
export const purchasesToday = () =>
  queryOptions({
    queryKey: ['statistics', 'purchases'],
    queryFn: ({ signal }) => api('GET /statistics/purchases', { signal }),
    refetchInterval: untilTomorrow,
  });

/** The days of the longest month. */
export const DAYS_OF_MONTH = 31;

/** The latest days on which purchases were made (UTC), today included. Read again when the next day begins. @param count at most 366 */
export const latestDays = (count = DAYS_OF_MONTH) =>
  queryOptions({
    queryKey: ['statistics', 'purchases', 'days', count],
    queryFn: async ({ signal }) => {
      const days = Array.from({ length: count }, (_, ago) => dayBefore(count - 1 - ago));
      const [from, to] = [days[0] as string, days[count - 1] as string];
      const { items } = await api('GET /statistics/purchases/days', { query: { from, to }, signal });
      return { days, items };
    },
    refetchInterval: untilTomorrow,
  });
