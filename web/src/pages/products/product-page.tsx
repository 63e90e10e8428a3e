import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { productById, totalsOfProduct } from '../../api/products.ts';
import type { Product as ProductView } from '../../api/types.ts';
import { EntityPage } from '../../components/entity-page.tsx';
import { BoxIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ButtonLink, TextLink } from '../../links/links.tsx';
import { useArrival } from '../../links/use-arrival.ts';
import { useLive } from '../../live/use-live.ts';
import { useNewPurchase } from '../../new-purchase/new-purchase-provider.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { TotalsStrip } from '../../totals/totals-strip.tsx';
import { ArchiveButton } from './archive-button.tsx';
import { ArchivedProduct } from './archived-product.tsx';
import { EditProductDialog } from './product-dialog.tsx';
import { ProductPanels } from './product-panels.tsx';
import { RunsOut } from './runs-out.tsx';
import { StockDialog } from './stock-dialog.tsx';

const route = getRouteApi('/products/$productId');

/** A product's details, stock and purchases. */
export function ProductPage() {
  const { productId } = route.useParams();
  const query = useQuery(productById(productId));
  useLive(productById(productId));
  return (
    <EntityPage
      key={productId}
      query={query}
      noun="product"
      icon={<BoxIcon size={22} />}
      missing="This product does not exist or has been removed"
      list={
        <ButtonLink variant="default" to="/products">
          All products
        </ButtonLink>
      }
    >
      {(product) =>
        product.archived ? (
          <ArchivedProduct product={product} />
        ) : (
          <Product
            product={product}
            onReload={async () => (await query.refetch({ throwOnError: true })).data}
          />
        )
      }
    </EntityPage>
  );
}

interface ProductProps {
  readonly product: ProductView;
  /** Reads the product again. */
  readonly onReload: () => Promise<ProductView | null | undefined>;
}

function Product({ product, onReload }: ProductProps) {
  const { productId, name } = product;
  useLive(totalsOfProduct(productId), 'follower');
  const openNewPurchase = useNewPurchase();
  const totals = useQuery(totalsOfProduct(productId));
  const [isAdjusting, setIsAdjusting] = useState(false);
  useArrival(
    'stock',
    useCallback(() => setIsAdjusting(true), []),
  );
  // The product when the form was opened: later reads must not change what the edit is based on.
  const [edited, setEdited] = useState<ProductView>();
  return (
    <>
      <PageHeader
        title={name}
        parent={
          <TextLink to="/products" size="sm">
            Products
          </TextLink>
        }
        actions={
          <>
            <EditorButton
              variant="default"
              deed="add purchases"
              onClick={() => openNewPurchase({ productId })}
            >
              Sell it
            </EditorButton>
            <EditorButton variant="default" deed="adjust the stock" onClick={() => setIsAdjusting(true)}>
              Adjust stock
            </EditorButton>
            <EditorButton variant="default" deed="edit products" onClick={() => setEdited(product)}>
              Edit
            </EditorButton>
            <ArchiveButton product={product} onReload={() => void onReload()} />
          </>
        }
      />
      <div className="rows">
        <TotalsStrip query={totals} labels={{ revenue: 'Earned', units: 'Units sold', last: 'Last sold' }}>
          <RunsOut stock={product.stock} query={totals} />
        </TotalsStrip>
        <ProductPanels product={product} />
      </div>
      {edited !== undefined && (
        <EditProductDialog product={edited} onClose={() => setEdited(undefined)} onReload={onReload} />
      )}
      {isAdjusting && <StockDialog product={product} onClose={() => setIsAdjusting(false)} />}
    </>
  );
}
