import { keptUnitsOf } from '../../../../shared/values/kept-units.ts';
import type { Purchase } from '../../api/types.ts';
import { formatMoney, formatNumber } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Time } from '../../components/time.tsx';
import { CustomerLinkById } from '../../links/customer-link-by-id.tsx';
import { ProductLinkById } from '../../links/product-link-by-id.tsx';
import { rejectionText } from '../../purchase-status/rejection-text.ts';
import { Status } from '../../purchase-status/status.tsx';
import { Changed } from '../../roles/changed.tsx';

/** The details of a purchase. */
export function PurchaseFacts({ purchase }: { readonly purchase: Purchase }) {
  const { purchaseId, customerId, productId, productName, quantity, unitPrice, total, status } = purchase;
  return (
    <Panel title="About">
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <span role="status">
            <Status status={status} />
          </span>
        </dd>
        {status === 'rejected' && (
          <>
            <dt>Reason</dt>
            <dd>{rejectionText(purchase)}</dd>
          </>
        )}
        <dt>Customer</dt>
        <dd>
          <CustomerLinkById customerId={customerId} />
        </dd>
        <dt>Product</dt>
        <dd>
          <ProductLinkById productId={productId} name={productName} />
        </dd>
        <dt>Price</dt>
        <dd>
          {formatNumber(quantity)} × {formatMoney(unitPrice)} = <strong>{formatMoney(total)}</strong>
        </dd>
        {purchase.status === 'completed' && purchase.returned > 0 && (
          <>
            <dt>Returned</dt>
            <dd>
              {formatNumber(purchase.returned)} for {formatMoney(purchase.returnedTotal)},{' '}
              {formatNumber(keptUnitsOf(purchase))} kept
            </dd>
          </>
        )}
        {purchase.purchasedAt !== purchase.createdAt && (
          <>
            <dt>Purchased</dt>
            <dd>
              <Time at={purchase.purchasedAt} />
            </dd>
          </>
        )}
        <dt>Requested</dt>
        <dd>
          <Changed at={purchase.createdAt} by={purchase.requestedBy} />
        </dd>
        <dt>Last changed</dt>
        <dd>
          <Time at={purchase.updatedAt} />
        </dd>
        <dt>Purchase ID</dt>
        <dd className="ids">
          <code className="id">{purchaseId}</code>
        </dd>
      </dl>
    </Panel>
  );
}
