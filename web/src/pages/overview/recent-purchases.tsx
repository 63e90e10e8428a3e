import { useQuery } from '@tanstack/react-query';
import { latestPurchases } from '../../api/purchases.ts';
import { ReceiptIcon } from '../../components/icons.tsx';
import { ShortPurchaseRow } from '../../latest-purchases/short-purchase-row.tsx';
import { TextLink } from '../../links/links.tsx';
import { ShortList } from './short-list.tsx';

/** The number of purchases in the list. */
export const LISTED = 10;

/** The latest purchases. */
export function RecentPurchases() {
  const query = useQuery({ ...latestPurchases({}, LISTED), select: ({ items }) => items });
  return (
    <ShortList
      title="Recent purchases"
      query={query}
      aside={
        query.data !== undefined &&
        query.data.length > 0 && (
          <TextLink to="/purchases" size="sm">
            Show all
          </TextLink>
        )
      }
      icon={<ReceiptIcon size={22} />}
      none="No purchases yet"
      idOf={({ purchaseId }) => purchaseId}
      row={(purchase) => <ShortPurchaseRow key={purchase.purchaseId} listed={purchase} shows="both" />}
    />
  );
}
