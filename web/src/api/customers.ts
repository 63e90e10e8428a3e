import { queryOptions } from '@tanstack/react-query';
import { byIds } from './by-ids.ts';
import { listOf } from './list.ts';
import { request } from './request.ts';
import type { BoughtProduct, CustomerPatch, CustomerRow, CustomerView, NewCustomer, Page } from './types.ts';

/** Filters of `GET /customers`, as they stand in its query and in the page's URL. */
export type CustomerFilters = Partial<
  Record<'name' | 'email' | 'minAge' | 'maxAge' | 'country', string | undefined>
>;

const SUGGESTIONS = 8;
const read = byIds<CustomerView>('/customers', ({ customerId }) => customerId);

export const customerSearch = (filters: CustomerFilters) =>
  listOf<CustomerRow>(['customers', 'search'], '/customers', { ...filters, include: 'products' });

/** A customer, `null` when there is none. */
export const customerById = (customerId: string) =>
  queryOptions({ queryKey: ['customers', 'one', customerId], queryFn: () => read(customerId) });

/** Whether a text is a whole e-mail address, by which customers are looked up; otherwise it is looked for in names. */
export const isAddress = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

/** The first customers with such a name, or with this e-mail address, for a field that suggests. */
export const customerSuggestions = (text: string) =>
  queryOptions({
    queryKey: ['customers', 'suggestions', text],
    queryFn: ({ signal }) =>
      request<Page<CustomerView>>('/customers', {
        query: { [isAddress(text) ? 'email' : 'name']: text, limit: SUGGESTIONS },
        signal,
      }),
  });

export const productsBoughtBy = (customerId: string) =>
  listOf<BoughtProduct>(['customers', 'products', customerId], `/customers/${customerId}/products`);

export const addCustomer = (body: NewCustomer, idempotencyKey: string) =>
  request<CustomerView>('/customers', { method: 'POST', body, idempotencyKey });

export const updateCustomer = ({ customerId, version }: CustomerView, body: CustomerPatch) =>
  request<CustomerView>(`/customers/${customerId}`, { method: 'PATCH', body, ifVersion: version });

export const removeCustomer = ({ customerId, version }: CustomerView) =>
  request<void>(`/customers/${customerId}`, { method: 'DELETE', ifVersion: version });
