import type { Product } from '../../api/types.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../links/links.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { ProductPanels } from './product-panels.tsx';
import { useRestoration } from './use-restoration.ts';

/** A product that is no longer sold: what it was, who bought it, and the way back. */
export function ArchivedProduct({ product }: { readonly product: Product }) {
  const { name } = product;
  const restoring = useRestoration();
  return (
    <>
      <PageHeader
        title={name}
        parent={
          <TextLink to="/products" size="sm">
            Products
          </TextLink>
        }
        detail="Archived: it is no longer sold. Past purchases keep its name, and units that come back are kept in its stock."
        actions={
          <EditorButton
            deed="restore products"
            aria-disabled={restoring.isPending}
            onClick={() => restoring.isPending || restoring.mutate(product)}
          >
            Restore
          </EditorButton>
        }
      />
      <div className="rows">
        <ProductPanels product={product} />
      </div>
    </>
  );
}
