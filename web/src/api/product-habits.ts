import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import type { Product } from './types.ts';

/** What products have in common, the most frequent first. */
export interface ProductHabits {
  readonly categories: readonly string[];
  readonly currencies: readonly string[];
}

const LOOKED_AT = 100;
const STALE_MS = 5 * 60_000;

/** What the newest products have in common: what a further one will probably have, too. */
export const productHabits = () =>
  queryOptions({
    queryKey: ['products', 'habits'],
    queryFn: async ({ signal }): Promise<ProductHabits> => {
      const { items } = await api('GET /products', { query: { sort: 'newest', limit: LOOKED_AT }, signal });
      return habitsOf(items);
    },
    staleTime: STALE_MS,
  });

/** The categories and currencies of products, by how many have them. */
export function habitsOf(products: readonly Pick<Product, 'category' | 'price'>[]): ProductHabits {
  return {
    categories: byFrequency(products.flatMap(({ category }) => category ?? [])),
    currencies: byFrequency(products.map(({ price }) => price.currency)),
  };
}

const byFrequency = (texts: readonly string[]): string[] =>
  [...Map.groupBy(texts, (text) => text)]
    .toSorted(([, some], [, others]) => others.length - some.length)
    .map(([text]) => text);
