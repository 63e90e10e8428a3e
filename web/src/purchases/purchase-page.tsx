import { Alert, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { isProblem } from '../api/api-error.ts';
import { purchaseById } from '../api/purchases.ts';
import type { Purchase as PurchaseView } from '../api/types.ts';
import { formatMoney, formatNumber } from '../components/format.ts';
import { ReceiptIcon } from '../components/icons.tsx';
import { ButtonLink, TextLink } from '../components/links.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Panel } from '../components/panel.tsx';
import { Empty, Failure, NotYetKnown } from '../components/states.tsx';
import { Status } from '../components/status.tsx';
import { Time } from '../components/time.tsx';
import { NameOfCustomer } from '../customers/name-of-customer.tsx';
import { NameOfProduct } from '../products/name-of-product.tsx';
import { CancelButton } from './cancel-button.tsx';
import { rejectionText } from './rejection-text.ts';

const route = getRouteApi('/purchases/$purchaseId');

/** A purchase: who bought what at which price, and what became of it. */
export function PurchasePage() {
  const { purchaseId } = route.useParams();
  const query = useQuery(purchaseById(purchaseId));
  if (query.isPending) return query.failureCount > 0 ? <NotYetKnown /> : <Skeleton height={44} width={320} />;
  if (isProblem(query.error, 'not-found', 'invalid-request')) return <NoSuchPurchase />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Purchase purchase={query.data} />;
}

function NoSuchPurchase() {
  return (
    <>
      <PageHeader title="No such purchase" />
      <Panel>
        <Empty
          icon={<ReceiptIcon size={22} />}
          title="This purchase does not exist"
          action={
            <ButtonLink variant="default" to="/purchases">
              All purchases
            </ButtonLink>
          }
        />
      </Panel>
    </>
  );
}

function Purchase({ purchase }: { readonly purchase: PurchaseView }) {
  const { purchaseId, customerId, productId, quantity, unitPrice, total, status } = purchase;
  return (
    <>
      <PageHeader
        title="Purchase"
        detail={<TextLink to="/purchases">Purchases</TextLink>}
        actions={status === 'completed' && <CancelButton purchase={purchase} />}
      />
      <Panel>
        <dl className="facts">
          <dt>Status</dt>
          <dd>
            <span role="status">
              <Status status={status} />
            </span>
          </dd>
          <dt>Customer</dt>
          <dd>
            <NameOfCustomer customerId={customerId} />
          </dd>
          <dt>Product</dt>
          <dd>
            <NameOfProduct productId={productId} />
          </dd>
          <dt>Price</dt>
          <dd>
            {formatNumber(quantity)} × {formatMoney(unitPrice)} = <strong>{formatMoney(total)}</strong>
          </dd>
          <dt>Requested</dt>
          <dd>
            <Time at={purchase.createdAt} />
          </dd>
          <dt>Last change</dt>
          <dd>
            <Time at={purchase.updatedAt} />
          </dd>
          <dt>Purchase id</dt>
          <dd>{purchaseId}</dd>
        </dl>
        {status === 'rejected' && (
          <Alert color="red" variant="outline" title="Rejected" m="sm">
            {rejectionText(purchase)}
          </Alert>
        )}
      </Panel>
    </>
  );
}
