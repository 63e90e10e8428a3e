import { QueryClient } from '@tanstack/react-query';
import { session } from '../session/session.ts';
import { ApiUnreachable } from './api-error.ts';

const FRESH_MS = 15_000;
const LONGEST_PAUSE_MS = 4_000;
const WRITE_ATTEMPTS = 3;

/** The cache of answers from the API. Reads are retried until the API is reachable again; a refusal is final. */
export function createApiCache(): QueryClient {
  const cache = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // The API may be on this machine, so being offline does not matter.
        networkMode: 'always',
        retry: (_failures, error) => error instanceof ApiUnreachable,
        retryDelay: pauseAfter,
      },
      mutations: {
        networkMode: 'always',
        // All writes have an idempotency key or a version, so that a retry changes nothing twice. If a write with a
        // version did arrive the first time, its retry is refused as a conflict, and the page shows the current state.
        retry: (failures, error) => error instanceof ApiUnreachable && failures < WRITE_ATTEMPTS - 1,
        retryDelay: pauseAfter,
      },
    },
  });
  forgetOthersAnswers(cache);
  return cache;
}

/** Forgets all answers when somebody signs out, or somebody else signs in: they were for them alone. */
function forgetOthersAnswers(cache: QueryClient): void {
  let reader: string | undefined;
  session.subscribe(() => {
    const current = session.current();
    if (current.state === 'signed-out') cache.clear();
    if (current.state !== 'signed-in') return;
    const { id } = current.person;
    if (reader !== undefined && reader !== id) void cache.resetQueries();
    reader = id;
  });
}

const pauseAfter = (failures: number, error: Error): number =>
  Math.max(
    Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS),
    error instanceof ApiUnreachable ? error.retryAfterMs : 0,
  );
