import { createClient } from '../../../client/create-client.ts';
import { configuration } from './configuration.ts';
import { identityHeaders } from './identity.ts';

/** Every request of the page to the API. One attempt each: the cache repeats them, and says so on the page. */
export const api = createClient({
  baseUrl: async () => (await configuration()).api,
  headers: identityHeaders,
  attempts: 1,
});
