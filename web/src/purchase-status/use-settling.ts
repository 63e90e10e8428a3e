import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { settlePurchase } from '../api/settle.ts';
import type { Purchase } from '../api/types.ts';

/** Updates everything that depends on a purchase when it is no longer pending. */
export function useSettling(purchase: Purchase): void {
  const cache = useQueryClient();
  const [wasPending] = useState(purchase.status === 'pending');
  const isSettled = wasPending && purchase.status !== 'pending';
  useEffect(() => {
    if (isSettled) settlePurchase(cache, purchase);
  }, [cache, isSettled, purchase]);
}
