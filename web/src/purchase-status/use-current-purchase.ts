import { useQuery } from '@tanstack/react-query';
import { purchaseById } from '../api/purchases.ts';
import type { Purchase } from '../api/types.ts';
import { useSettling } from './use-settling.ts';

/** The current state of a listed purchase. A pending one is polled; once it is settled, dependent data is updated. */
export function useCurrentPurchase(listed: Purchase): Purchase {
  const { data = listed } = useQuery({
    ...purchaseById(listed.purchaseId),
    enabled: listed.status === 'pending',
  });
  const current = data.version > listed.version ? data : listed;
  useSettling(current);
  return current;
}
