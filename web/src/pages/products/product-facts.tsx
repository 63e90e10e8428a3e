import type { Product } from '../../api/types.ts';
import { formatMoney } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Stock } from '../../components/stock.tsx';
import { Time } from '../../components/time.tsx';
import { TextLink } from '../../links/links.tsx';

/** The details of a product. */
export function ProductFacts({ product }: { readonly product: Product }) {
  const { price, stock, category, sku, description, createdAt } = product;
  return (
    <Panel title="About">
      <dl className="facts">
        <dt>Price</dt>
        <dd>{formatMoney(price)}</dd>
        <dt>In stock</dt>
        <dd>
          <Stock stock={stock} />
        </dd>
        {category !== undefined && (
          <>
            <dt>Category</dt>
            <dd>
              <TextLink to="/products" search={{ category }} size="sm">
                {category}
              </TextLink>
            </dd>
          </>
        )}
        {sku !== undefined && (
          <>
            <dt>SKU</dt>
            <dd>{sku}</dd>
          </>
        )}
        {description !== undefined && (
          <>
            <dt>Description</dt>
            <dd className="prose">{description}</dd>
          </>
        )}
        <dt>Added</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
      </dl>
    </Panel>
  );
}
