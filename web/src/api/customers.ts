import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../../client/routes.ts';
import { MAX_LIMIT } from '../../../contracts/definition/limits.ts';
import { api } from './api.ts';
import { byIds } from './by-ids.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import type { CustomerPatch, CustomerRow, CustomerView, ListedCustomer, NewCustomer, Page } from './types.ts';

/** Filters of `GET /customers`, as in its query and in the page's URL. */
export type CustomerFilters = FiltersOf<'GET /customers'>;

const SUGGESTIONS = 8;
const read = byIds(
  (ids) => api('GET /customers', { query: { ids } }),
  ({ customerId }) => customerId,
);

export const customerSearch = (filters: CustomerFilters) =>
  listOf(['customers', 'search', filters], ({ cursor, signal }) => {
    const query = { ...queryOf('GET /customers', filters), include: 'products', cursor } as const;
    // With `include`, every row has its products.
    return api('GET /customers', { query, signal }) as Promise<Page<CustomerRow>>;
  });

/** Reads a page of the most customers that these filters find. */
export const customerPages =
  (filters: CustomerFilters) =>
  (cursor: string | undefined, signal: AbortSignal): Promise<Page<ListedCustomer>> =>
    api('GET /customers', {
      query: { ...queryOf('GET /customers', filters), limit: MAX_LIMIT, cursor },
      signal,
    });

/** A customer; `null` if there is none. */
export const customerById = (customerId: string) =>
  queryOptions({ queryKey: ['customers', 'one', customerId], queryFn: () => read(customerId) });

/** Whether to search for a text as an e-mail address rather than in names. */
export const isEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

/** Suggestions: the first customers with a matching name or with this e-mail address. */
export const customerSuggestions = (text: string) =>
  queryOptions({
    queryKey: ['customers', 'suggestions', text],
    queryFn: ({ signal }): Promise<Page<CustomerView>> =>
      api('GET /customers', {
        query: { ...(text === '' ? {} : { [isEmail(text) ? 'email' : 'name']: text }), limit: SUGGESTIONS },
        signal,
      }),
  });

/** Customers with exactly this e-mail address, one more than the one that is being edited. */
export const customersWithEmail = (email: string) =>
  queryOptions({
    queryKey: ['customers', 'search', 'email', email],
    queryFn: ({ signal }): Promise<Page<CustomerView>> =>
      api('GET /customers', { query: { email, limit: 2 }, signal }),
    enabled: isEmail(email),
  });

export const productsBoughtBy = (customerId: string) =>
  listOf(['customers', 'products', customerId], ({ cursor, signal }) =>
    api('GET /customers/{customerId}/products', { path: { customerId }, query: { cursor }, signal }),
  );

/** What a customer bought in all. */
export const totalsOfCustomer = (customerId: string) =>
  queryOptions({
    queryKey: ['customers', 'totals', customerId],
    queryFn: ({ signal }) => api('GET /customers/{customerId}/totals', { path: { customerId }, signal }),
  });

export const addCustomer = (body: NewCustomer, idempotencyKey: string) =>
  api('POST /customers', { body, idempotencyKey });

export const updateCustomer = ({ customerId, version }: CustomerView, body: CustomerPatch) =>
  api('PATCH /customers/{customerId}', { path: { customerId }, body, ifVersion: version });

export const removeCustomer = ({ customerId, version }: CustomerView) =>
  api('DELETE /customers/{customerId}', { path: { customerId }, ifVersion: version });

type ExportPart = AnswerOf<'GET /customers/{customerId}/export'>;

/** Everything that any service holds of a customer, as the parts that the API answers: one for each 100 purchases. */
export async function exportOf(customerId: string): Promise<readonly ExportPart[]> {
  const parts: ExportPart[] = [];
  let cursor: string | undefined;
  do {
    const part = await api('GET /customers/{customerId}/export', { path: { customerId }, query: { cursor } });
    parts.push(part);
    cursor = part.nextCursor;
  } while (cursor !== undefined);
  return parts;
}
