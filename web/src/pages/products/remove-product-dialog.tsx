import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { removeProduct } from '../../api/products.ts';
import { settleEntities } from '../../api/settle.ts';
import type { Product } from '../../api/types.ts';
import { showSaved } from '../../components/notices.ts';
import { lastFilters } from '../../filters/last-filters.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';

interface RemoveProductDialogProps {
  readonly product: Product;
  readonly onClose: () => void;
  /** Reads the product again after someone else changed it. */
  readonly onReload: () => void;
}

/** Removes a product after confirmation, then goes back to the list. */
export function RemoveProductDialog({ product, onClose, onReload }: RemoveProductDialogProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Remove ${product.name}?`}
      confirmLabel="Remove"
      keepLabel="Keep"
      send={() => removeProduct(product)}
      onSent={() => {
        onClose();
        settleEntities(cache, 'products');
        void navigate({ to: '/products', search: lastFilters('/products') }).then(() =>
          cache.setQueryData(['products', 'one', product.productId], null),
        );
        showSaved(`${product.name} was removed.`);
      }}
      onClose={onClose}
      onReload={onReload}
    >
      It can no longer be bought, and its stock will be written off. Past purchases are kept, without the
      product's name. This cannot be undone.
    </ConfirmDialog>
  );
}
