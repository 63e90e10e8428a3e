import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { PurchasesOfDay, RankedCustomer, RankedProduct, Standings } from './types.ts';

/** How many customers there are, and who bought most. */
export const customerStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'customers'],
    queryFn: ({ signal }) => request<Standings<RankedCustomer>>('/statistics/customers', { signal }),
  });

/** How many products there are, and what sold most. */
export const productStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'products'],
    queryFn: ({ signal }) => request<Standings<RankedProduct>>('/statistics/products', { signal }),
  });

/** The purchases of today; which day that is, in UTC, the answer says. */
export const purchasesToday = () =>
  queryOptions({
    queryKey: ['statistics', 'purchases'],
    queryFn: ({ signal }) => request<PurchasesOfDay>('/statistics/purchases', { signal }),
  });
