import type { Product } from '../../api/types.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { LatestPurchases } from '../../latest-purchases/latest-purchases.tsx';
import { UnitsOverTime } from '../../latest-purchases/units-over-time.tsx';
import { TextLink } from '../../links/links.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { Buyers } from './buyers.tsx';
import { ProductFacts } from './product-facts.tsx';
import { StockHistory } from './stock-history.tsx';
import { useRestoration } from './use-restoration.ts';

/** A product that is no longer sold: what it was, who bought it, and the way back. */
export function ArchivedProduct({ product }: { readonly product: Product }) {
  const { productId, name } = product;
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
      <div className="two-columns">
        <div className="column">
          <Buyers productId={productId} archived />
          <LatestPurchases filters={{ productId }} shows="customer" />
        </div>
        <div className="column">
          <ProductFacts product={product} />
          <UnitsOverTime filters={{ productId }} />
          <StockHistory productId={productId} />
        </div>
      </div>
    </>
  );
}
