import { useMutation, useQueryClient } from '@tanstack/react-query';
import { restoreProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { showFailed, showSaved } from '../../components/notices.tsx';

/** Brings a product back from the archive. It goes on when the page is left. */
export function useRestoration() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (product: Product) => restoreProduct(product),
    onSuccess: (restored) => {
      cache.setQueryData(['products', 'one', restored.productId], restored);
      settleEntities(cache, 'products');
      showSaved(`${restored.name} is sold again.`);
    },
    onError: ({ message }, { name }) => showFailed(`${name} was not restored. ${message}`),
  });
}
