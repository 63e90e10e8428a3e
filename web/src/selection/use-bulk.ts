import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber } from '../components/format.ts';
import { eachOf, type Failed, type Outcome } from './each-of.ts';

/** Something that is done with many items. */
export interface Bulk<Item, Answer> {
  /** Such as "Archiving 2 of 3…", while it is in progress. */
  readonly progress: string | undefined;
  /** What failed the last time. */
  readonly failed: readonly Failed<Item>[];
  readonly run: (items: readonly Item[]) => Promise<Outcome<Item, Answer>>;
}

/**
 * Does something with many items. Each is tried again, like every change, if the API does not respond.
 * @param doing in words, such as "Archiving".
 */
export function useBulk<Item, Answer>(
  doing: string,
  work: (item: Item) => Promise<Answer>,
): Bulk<Item, Answer> {
  const cache = useQueryClient();
  const [count, setCount] = useState<{ readonly done: number; readonly of: number }>();
  const [failed, setFailed] = useState<readonly Failed<Item>[]>([]);
  const change = (item: Item): Promise<Answer> =>
    cache.getMutationCache().build<Answer, Error, Item, unknown>(cache, { mutationFn: work }).execute(item);
  return {
    progress: count && `${doing} ${formatNumber(count.done)} of ${formatNumber(count.of)}…`,
    failed,
    run: async (items) => {
      setFailed([]);
      setCount({ done: 0, of: items.length });
      const outcome = await eachOf(items, change, (done) => setCount({ done, of: items.length }));
      setCount(undefined);
      setFailed(outcome.failed);
      return outcome;
    },
  };
}
