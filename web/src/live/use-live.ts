import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { live } from './live.ts';
import type { LiveRead } from './live-reads.ts';
import { readAgain } from './read-again.ts';

/** Keeps a query, not a list of pages, up to date with what others do, as long as it is in sight. @param role default: `lead`. */
export function useLive(
  { queryKey }: { readonly queryKey: QueryKey },
  role: LiveRead['role'] = 'lead',
): void {
  const cache = useQueryClient();
  const key = hashKey(queryKey);
  useEffect(
    () =>
      live.watch({
        role,
        read: (signal) => readAgain(cache, JSON.parse(key), { signal }, (_, answer) => answer),
      }),
    [cache, key, role],
  );
}
