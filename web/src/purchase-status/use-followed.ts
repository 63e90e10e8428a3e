import { useQuery } from '@tanstack/react-query';
import { purchaseById } from '../api/purchases.ts';
import type { Purchase } from '../api/types.ts';
import { useSettling } from './use-settling.ts';

/** A listed purchase as it is now: read by itself while it is pending, and what depends on it after that. */
export function useFollowed(listed: Purchase): Purchase {
  const { data = listed } = useQuery({
    ...purchaseById(listed.purchaseId),
    enabled: listed.status === 'pending',
  });
  const current = data.version > listed.version ? data : listed;
  useSettling(current);
  return current;
}
