import { type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { customerById } from '../api/customers.ts';
import { productById } from '../api/products.ts';
import type { CustomerView, Product } from '../api/types.ts';

/** A customer or product that was chosen in the box. */
export interface Recent {
  readonly kind: 'customer' | 'product';
  readonly id: string;
}

const KEY = ['search box', 'recent'];
const MAX_RECENT = 5;

/** Remembers what was chosen, the latest first: in memory only, with the API's answers, which go when somebody signs out. */
export function remember(cache: QueryClient, chosen: Recent): void {
  cache.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
  cache.setQueryData<readonly Recent[]>(KEY, (before = []) =>
    [chosen, ...before.filter(({ id }) => id !== chosen.id)].slice(0, MAX_RECENT),
  );
}

type RecentEntity = { readonly customer: CustomerView } | { readonly product: Product };

/** What was chosen, the latest first, under its present name; without what was removed meanwhile. */
export function useRecent(): readonly RecentEntity[] {
  const { data: recent = [] } = useQuery<readonly Recent[]>({
    queryKey: KEY,
    queryFn: () => [],
    enabled: false,
  });
  const idsOf = (kind: Recent['kind']) => recent.filter((each) => each.kind === kind).map(({ id }) => id);
  const customers = useQueries({ queries: idsOf('customer').map((id) => customerById(id)) });
  const products = useQueries({ queries: idsOf('product').map((id) => productById(id)) });
  return recent.flatMap(({ id }): RecentEntity[] => {
    const customer = customers.find(({ data }) => data?.customerId === id)?.data;
    const product = products.find(({ data }) => data?.productId === id)?.data;
    if (customer) return [{ customer }];
    return product ? [{ product }] : [];
  });
}
