import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { purchaseById } from '../../api/purchases.ts';
import type { Purchase as PurchaseView } from '../../api/types.ts';
import { EntityPage } from '../../components/entity-page.tsx';
import { formatDateTime } from '../../components/format.ts';
import { ReceiptIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ButtonLink, TextLink } from '../../links/links.tsx';
import { useLive } from '../../live/use-live.ts';
import { useSettling } from '../../purchase-status/use-settling.ts';
import { CancelButton } from './cancel-button.tsx';
import { PurchaseFacts } from './purchase-facts.tsx';
import { usePurchaseName } from './purchase-name.ts';
import { ReturnButton } from './return-button.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/purchases/$purchaseId');

/** A purchase's details and history. */
export function PurchasePage() {
  const { purchaseId } = route.useParams();
  const query = useQuery(purchaseById(purchaseId));
  useLive(purchaseById(purchaseId));
  return (
    <EntityPage
      key={purchaseId}
      query={query}
      noun="purchase"
      icon={<ReceiptIcon size={22} />}
      missing="This purchase does not exist"
      list={
        <ButtonLink variant="default" to="/purchases">
          All purchases
        </ButtonLink>
      }
    >
      {(purchase) => <Purchase purchase={purchase} />}
    </EntityPage>
  );
}

function Purchase({ purchase }: { readonly purchase: PurchaseView }) {
  useSettling(purchase);
  const { text: name, isLoaded } = usePurchaseName(purchase);
  return (
    <>
      <PageHeader
        title={isLoaded ? name : 'Purchase'}
        detail={`Purchase of ${formatDateTime(purchase.purchasedAt)}`}
        parent={
          <TextLink to="/purchases" size="sm">
            Purchases
          </TextLink>
        }
        actions={
          purchase.status === 'completed' && (
            <>
              <ReturnButton purchase={purchase} />
              <CancelButton purchase={purchase} />
            </>
          )
        }
      />
      <div className="two-columns">
        <Timeline purchase={purchase} />
        <div className="column">
          <PurchaseFacts purchase={purchase} />
        </div>
      </div>
    </>
  );
}
