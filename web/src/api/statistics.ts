import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** How many customers there are, and who bought most. */
export const customerStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'customers'],
    queryFn: ({ signal }) => api('GET /statistics/customers', { signal }),
  });

/** How many products there are, and what sold most. */
export const productStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'products'],
    queryFn: ({ signal }) => api('GET /statistics/products', { signal }),
  });

const DAY_MS = 24 * 60 * 60_000;
/** Clocks differ: a moment later, it is midnight for the API too. */
const AFTER_MIDNIGHT_MS = 2_000;

/** The purchases of today; which day that is, in UTC, the answer says. Read again when the next one begins. */
export const purchasesToday = () =>
  queryOptions({
    queryKey: ['statistics', 'purchases'],
    queryFn: ({ signal }) => api('GET /statistics/purchases', { signal }),
    refetchInterval: () => DAY_MS - (Date.now() % DAY_MS) + AFTER_MIDNIGHT_MS,
  });
