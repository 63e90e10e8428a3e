import { QueryClient } from '@tanstack/react-query';
import { ApiUnreachable } from './api-error.ts';

const FRESH_MS = 15_000;
const LONGEST_PAUSE_MS = 4_000;
const WRITE_ATTEMPTS = 3;

/** The cache of answers from the API. Reads are retried until the API is reachable again; a refusal is final. */
export const createApiCache = (): QueryClient =>
  new QueryClient({
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

const pauseAfter = (failures: number, error: Error): number =>
  Math.max(
    Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS),
    error instanceof ApiUnreachable ? error.retryAfterMs : 0,
  );
