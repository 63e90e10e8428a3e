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

/** The statistics of today (UTC; the answer says which day that is). Read again when the next day begins. */
export const purchasesToday = () =>
  queryOptions({
    queryKey: ['statistics', 'purchases'],
    queryFn: ({ signal }) => api('GET /statistics/purchases', { signal }),
    refetchInterval: () => DAY_MS - (Date.now() % DAY_MS) + AFTER_MIDNIGHT_MS,
  });
