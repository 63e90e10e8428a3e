import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { dryRun } from '../../../../sales-import/dry-run.ts';
import type { Plan } from '../../../../sales-import/plan.ts';
import { createShop } from '../../api/shop.ts';
import { openJournal } from './kept-journal.ts';

/** Requests in flight. Browsers have six connections to a server that does not speak HTTP/2. */
const AT_ONCE = 24;
/** How often the page shows how far it is. */
const SHOWN_EVERY = 25;

/** Looks up what a plan needs. What was looked up for another plan does not count. */
export function useDryRun(plan: Plan | undefined) {
  const [lookedUp, setLookedUp] = useState(0);
  const stop = useRef<AbortController>(undefined);
  const looking = useMutation({
    mutationFn: async (of: Plan) => {
      stop.current?.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      let count = 0;
      setLookedUp(0);
      const onLookedUp = (): void => {
        count += 1;
        if (count % SHOWN_EVERY === 0) setLookedUp(count);
      };
      const journal = await openJournal();
      return dryRun(of, { shop: createShop(signal), journal, limit: AT_ONCE, signal, onLookedUp });
    },
    retry: false,
  });
  useEffect(() => () => stop.current?.abort(), []);
  const isCurrent = plan !== undefined && looking.variables === plan;
  return {
    isPending: isCurrent && looking.isPending,
    isSuccess: isCurrent && looking.isSuccess,
    data: isCurrent ? looking.data : undefined,
    error: isCurrent ? looking.error : null,
    lookedUp,
    begin: () => plan !== undefined && looking.mutate(plan),
  };
}
