import type { Product } from '../../api/types.ts';
import { LatestPurchases } from '../../latest-purchases/latest-purchases.tsx';
import { UnitsOverTime } from '../../latest-purchases/units-over-time.tsx';
import { Buyers } from './buyers.tsx';
import { ProductFacts } from './product-facts.tsx';
import { StockHistory } from './stock-history.tsx';

/** What is known of a product, sold or archived. The list of its buyers has no end, so nothing is below it. */
export function ProductPanels({ product }: { readonly product: Product }) {
  const { productId, archived } = product;
  return (
    <>
      <div className="two-columns">
        <div className="column">
          <LatestPurchases filters={{ productId }} shows="customer" />
          <StockHistory productId={productId} />
        </div>
        <div className="column">
          <ProductFacts product={product} />
          <UnitsOverTime filters={{ productId }} />
        </div>
      </div>
      <Buyers productId={productId} archived={archived === true} />
    </>
  );
}
