import { QueryClient } from '@tanstack/react-query';
import { ApiUnreachable } from './api-error.ts';

const FRESH_MS = 15_000;
const LONGEST_PAUSE_MS = 4_000;
const SENDS_OF_A_WRITE = 3;

/** What was read from the API. An unreachable API is asked again until it is back; a refusal is final. */
export const createApiCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // The API may be on this machine: being online says nothing.
        networkMode: 'always',
        retry: (_failures, error) => error instanceof ApiUnreachable,
        retryDelay: pauseAfter,
      },
      mutations: {
        networkMode: 'always',
        // Only what is sent with a key or a version gets here: sending it again changes nothing twice. Where the first
        // one did arrive, the second is refused as a conflict, and the page shows what stands there now.
        retry: (failures, error) => error instanceof ApiUnreachable && failures < SENDS_OF_A_WRITE - 1,
        retryDelay: pauseAfter,
      },
    },
  });

const pauseAfter = (failures: number, error: Error): number =>
  Math.max(
    Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS),
    error instanceof ApiUnreachable ? error.retryAfterMs : 0,
  );
