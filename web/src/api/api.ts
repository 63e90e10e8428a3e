import { createClient } from '../../../client/create-client.ts';
import { configuration } from './configuration.ts';
import { identityHeaders } from './identity.ts';

/** The page's client of the API. It does not retry: the cache does, and the page shows it. */
export const api = createClient({
  baseUrl: async () => (await configuration()).api,
  headers: identityHeaders,
  attempts: 1,
});
