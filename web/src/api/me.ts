import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

const FRESH_MS = 5 * 60_000;

/** Who is signed in, according to the API, with their role. @param id theirs, so that nobody gets another one's role. */
export const me = (id: string) =>
  queryOptions({
    queryKey: ['me', id],
    queryFn: ({ signal }) => api('GET /me', { signal }),
    staleTime: FRESH_MS,
  });
