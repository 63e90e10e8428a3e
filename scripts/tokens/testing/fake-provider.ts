import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** An OpenID Connect provider with the login page of the embedded runtime's, and the page's `config.json`. */
export interface FakeProvider {
  readonly issuer: string;
  /** What was sent to the token endpoint. */
  readonly exchanges: readonly URLSearchParams[];
  /** Refuses to renew tokens from now on. */
  forget(): void;
}

export interface FakeProviderOptions {
  /** Default: an hour. */
  readonly expiresIn?: number;
  /** Served as `/config.json`; default: this provider, with the client `programs`. */
  readonly configuration?: (issuer: string) => unknown;
}

const PEOPLE = `<form method="post">
<button name="person" value="v-1"><span>VV</span> <span>Vera &#38; Co</span> <span>viewer@example.com</span> <span>viewer</span></button>
<button name="person" value="e-1"><span>EE</span> <span>Eddie Editor</span> <span>editor@example.com</span>
<span>editor</span></button>
</form>`;

/** Starts a provider until the end of the test. The access token names the person who was chosen: `token-of-e-1-1`. */
export async function startFakeProvider({
  expiresIn = 3_600,
  configuration = (issuer) => ({ api: '/api', signIn: { authority: issuer, clientId: 'programs' } }),
}: FakeProviderOptions = {}): Promise<FakeProvider> {
  const exchanges: URLSearchParams[] = [];
  let refusing = false;
  let address = '';
  const authorizeAgain = async (request: IncomingMessage, query: URLSearchParams): Promise<string> => {
    const person = new URLSearchParams(await text(request)).get('person');
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', `code-of-${person}`);
    back.searchParams.set('state', query.get('state') ?? '');
    return back.href;
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', address);
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/config.json') return json(configuration(address));
    if (pathname === '/.well-known/openid-configuration') {
      const [authorize, token] = [`${address}/authorize`, `${address}/token`];
      return json({ issuer: address, authorization_endpoint: authorize, token_endpoint: token });
    }
    if (pathname === '/authorize') {
      const location = `/login?${searchParams}`;
      return response.writeHead(302, { Location: location, 'Set-Cookie': 'login=1; path=/' }).end();
    }
    if (pathname === '/login' && request.headers.cookie !== 'login=1') return response.writeHead(400).end();
    if (pathname === '/login' && request.method === 'GET') return response.end(PEOPLE);
    if (pathname === '/login') {
      return response.writeHead(303, { Location: await authorizeAgain(request, searchParams) }).end();
    }
    const sent = new URLSearchParams(await text(request));
    exchanges.push(sent);
    if (refusing || sent.get('refresh_token') === 'refresh-of-unknown')
      return json({ error: 'invalid_grant', error_description: 'the token is unknown' }, 400);
    const person = (sent.get('code') ?? sent.get('refresh_token') ?? '').replace(/^.*-of-/, '');
    const tokens = {
      access_token: `token-of-${person}-${exchanges.length}`,
      refresh_token: `refresh-of-${person}`,
    };
    return json({ ...tokens, token_type: 'Bearer', expires_in: expiresIn });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    issuer: address,
    exchanges,
    forget() {
      refusing = true;
    },
  };
}
