import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { isConflict } from '../../api/api-error.ts';
import { archiveProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { showFailed, showUndoable } from '../../components/notices.tsx';
import { lastFilters } from '../../filters/last-filters.ts';
import { EditorButton } from '../../roles/editor-button.tsx';
import { useRestoration } from './use-restoration.ts';

interface ArchiveButtonProps {
  readonly product: Product;
  /** Reads the product again after someone else changed it. */
  readonly onReload: () => void;
}

/** Archives a product at once, since it can be undone, and goes back to the list. */
export function ArchiveButton({ product, onReload }: ArchiveButtonProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const restoring = useRestoration();
  const { productId, name } = product;
  const archiving = useMutation({
    mutationFn: () => archiveProduct(product),
    onSuccess: () => {
      settleEntities(cache, 'products');
      void navigate({ to: '/products', search: lastFilters('/products') }).then(() =>
        cache.setQueryData(['products', 'one', productId], { ...product, archived: true }),
      );
      showUndoable(`${name} was archived.`, () => restoring.mutate(product));
    },
    onError: (error) => {
      onReload();
      showFailed(
        isConflict(error)
          ? `${name} was not archived: someone else has changed it. The page shows its latest version.`
          : `${name} was not archived. ${error.message}`,
      );
    },
  });
  return (
    <EditorButton
      variant="default"
      deed="archive products"
      aria-disabled={archiving.isPending}
      onClick={() => archiving.isPending || archiving.mutate()}
    >
      Archive
    </EditorButton>
  );
}
