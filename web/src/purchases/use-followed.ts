import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { purchaseById } from '../api/purchases.ts';
import { settlePurchase } from '../api/settle.ts';
import type { Purchase } from '../api/types.ts';

/** A listed purchase as it is now: read by itself while it is pending, and what depends on it after that. */
export function useFollowed(listed: Purchase): Purchase {
  const cache = useQueryClient();
  const isPending = listed.status === 'pending';
  const { data = listed } = useQuery({ ...purchaseById(listed.purchaseId), enabled: isPending });
  const isSettled = isPending && data.status !== 'pending';
  useEffect(() => {
    if (isSettled) settlePurchase(cache, listed);
  }, [cache, isSettled, listed]);
  return data.version > listed.version ? data : listed;
}
