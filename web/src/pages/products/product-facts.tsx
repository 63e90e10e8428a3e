import { Fragment } from 'react';
import { LOW_STOCK } from '../../../../contracts/catalog/shapes.ts';
import type { Product } from '../../api/types.ts';
import { formatMoney, formatNumber } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Stock } from '../../components/stock.tsx';
import { Time } from '../../components/time.tsx';
import { entriesOf } from '../../forms/text-fields.ts';
import { TextLink } from '../../links/links.tsx';
import { Changed } from '../../roles/changed.tsx';
import { productFields, productLabels } from './product-fields.ts';

// The name is already the heading of the page.
const { name: _, ...fields } = productFields;

/** The details of a product. */
export function ProductFacts({ product }: { readonly product: Product }) {
  const { price, stock, lowStockAt = LOW_STOCK, category, createdAt, updatedAt, updatedBy } = product;
  return (
    <Panel title="About">
      <dl className="facts">
        <dt>Price</dt>
        <dd>{formatMoney(price)}</dd>
        <dt>In stock</dt>
        <dd>
          <Stock stock={stock} lowAt={lowStockAt} />
        </dd>
        <dt>{productLabels.lowStockAt}</dt>
        <dd>{formatNumber(lowStockAt)} or fewer</dd>
        {entriesOf(fields)
          .filter(([name]) => product[name] !== undefined)
          .map(([name, { label, isLong }]) => (
            <Fragment key={name}>
              <dt>{label}</dt>
              <dd className={isLong ? 'prose' : undefined}>
                {name === 'category' ? (
                  <TextLink to="/products" search={{ category }} size="sm">
                    {category}
                  </TextLink>
                ) : (
                  product[name]
                )}
              </dd>
            </Fragment>
          ))}
        <dt>Added</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
        <dt>Last changed</dt>
        <dd>
          <Changed at={updatedAt} by={updatedBy} />
        </dd>
      </dl>
    </Panel>
  );
}
