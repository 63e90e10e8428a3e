import { queryOptions } from '@tanstack/react-query';
import { configuration } from './configuration.ts';

const AGAIN_MS = 1_000;

/** What is still being loaded into the local system, such as `demo data`; `null` for nothing, or on AWS. */
export const stillLoading = () =>
  queryOptions({
    queryKey: ['still loading'],
    queryFn: async ({ signal }): Promise<string | null> => {
      if ((await configuration()).stage !== 'local') return null;
      // biome-ignore lint/style/noRestrictedGlobals: asks the local runtime, not the API
      const response = await fetch('/_local/health', { signal });
      if (!response.headers.get('content-type')?.startsWith('application/json')) return null;
      const { loading = null } = (await response.json()) as { readonly loading?: string };
      return loading;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data ? AGAIN_MS : false),
  });
