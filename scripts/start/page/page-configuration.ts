import type { Handler } from '../../../local/http/loopback-server.ts';
import { sendJson } from '../../../local/http/problem.ts';
import type { Runtime } from '../../../local/runtime.ts';

/** Serves the page's `/config.json` for a system where people sign in; without one, the page has its own. */
export function pageConfiguration({ issuer, clients, logoutUrl }: Runtime['userPools'][number]): Handler {
  const [client] = clients;
  if (client === undefined) throw new Error(`The user pool ${issuer} has no client for the page.`);
  const signIn = { authority: issuer, clientId: client.id, scope: 'openid', logoutUrl };
  return async (request, response) => {
    if (request.url !== '/config.json' || request.method !== 'GET') return false;
    response.setHeader('Cache-Control', 'no-cache');
    sendJson(response, 200, { api: '/api', stage: 'local', signIn });
    return true;
  };
}
