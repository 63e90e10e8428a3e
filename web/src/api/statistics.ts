import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { CustomerStatistics, ProductStatistics, PurchaseStatistics } from './types.ts';

/** How many customers there are, and who bought most. */
export const customerStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'customers'],
    queryFn: ({ signal }) => request<CustomerStatistics>('/statistics/customers', { signal }),
  });

/** How many products there are, and what sold most. */
export const productStandings = () =>
  queryOptions({
    queryKey: ['statistics', 'products'],
    queryFn: ({ signal }) => request<ProductStatistics>('/statistics/products', { signal }),
  });

/** The purchases of today; which day that is, in UTC, the answer says. */
export const purchasesToday = () =>
  queryOptions({
    queryKey: ['statistics', 'purchases'],
    queryFn: ({ signal }) => request<PurchaseStatistics>('/statistics/purchases', { signal }),
  });
