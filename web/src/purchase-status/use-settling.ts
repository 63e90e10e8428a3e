import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { settlePurchase } from '../api/settle.ts';
import type { Purchase } from '../api/types.ts';

/** Brings what depends on a purchase up to date, when one that was pending no longer is. */
export function useSettling(purchase: Purchase): void {
  const cache = useQueryClient();
  const [wasPending] = useState(purchase.status === 'pending');
  const isSettled = wasPending && purchase.status !== 'pending';
  useEffect(() => {
    if (isSettled) settlePurchase(cache, purchase);
  }, [cache, isSettled, purchase]);
}
