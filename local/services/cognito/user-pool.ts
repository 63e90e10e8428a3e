import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import type { Collection } from '../../data/store.ts';
import { sendProblem } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';
import type { UserPoolSpec } from '../../model.ts';
import { isListedAddress } from './listed-address.ts';
import { errorPage } from './pages/error-page.ts';
import { loginPage } from './pages/login-page.ts';
import type { Page } from './pages/page.ts';
import type { People } from './people.ts';
import type { PoolSecrets } from './pool-secrets.ts';
import { createProvider, PATHS } from './provider.ts';
import { type TokenEntry, tokenStore } from './token-store.ts';
import { tokenVerifier } from './token-verifier.ts';

const FORM_LIMIT_BYTES = 10_000;

export interface UserPoolProps {
  readonly userPool: UserPoolSpec;
  readonly issuer: string;
  readonly people: People;
  readonly secrets: PoolSecrets;
  /** Remembers sessions, codes and refresh tokens. */
  readonly tokens: Collection<TokenEntry>;
}

/** A user pool that runs. */
export interface UserPool {
  /** Answers a request for a path below the issuer. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  /** Forgets the refresh tokens of a person; the session stays, as does Cognito's. */
  signOut(sub: string): void;
  readonly verify: ReturnType<typeof tokenVerifier>;
}

/** Runs a user pool: its provider, its login page and its logout. */
export function openUserPool({ userPool, issuer, people, secrets, tokens }: UserPoolProps): UserPool {
  const store = tokenStore(
    (clientId) => userPool.clients.find(({ id }) => id === clientId)?.rotation?.graceSeconds ?? 0,
    tokens,
  );
  const provider = createProvider({ userPool, issuer, people, secrets, store });
  const answer = provider.callback();
  const ofProvider = new RegExp(`^(?:${PROVIDER_PATHS.map(RegExp.escape).join('|')})(?:$|[?/])`);

  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    if (request.method === 'POST') {
      const body = await readBody(request, FORM_LIMIT_BYTES);
      const chosen = new URLSearchParams(String(body)).get('person') ?? '';
      if (people.find(chosen) !== undefined) {
        await forgetSomebodyElse(provider, interaction, chosen);
        return provider.interactionFinished(request, response, { login: { accountId: chosen } });
      }
    }
    send(
      response,
      200,
      loginPage({
        ...(userPool.name !== undefined && { poolName: userPool.name }),
        people: people.all,
        redirectUri: String(interaction.params['redirect_uri']),
      }),
    );
  }

  async function logout(request: IncomingMessage, response: ServerResponse, query: string): Promise<void> {
    const parameters = new URLSearchParams(query);
    const clientId = parameters.get('client_id');
    const address = parameters.get('logout_uri');
    const client = userPool.clients.find(({ id }) => id === clientId);
    if (client === undefined)
      return send(response, 400, errorPage('invalid_request', 'There is no such client_id.'));
    if (address === null || !isListedAddress(address, client.logoutUrls)) {
      const allowed = client.logoutUrls.join(', ') || 'none';
      const description = `logout_uri is ${address ?? 'missing'}; allowed: ${allowed}`;
      return send(response, 400, errorPage('invalid_request', description));
    }
    const context = provider.createContext(request, response);
    const session = await provider.Session.get(context);
    await session.destroy();
    context.cookies.set(provider.cookieName('session'), null, { path: new URL(issuer).pathname });
    response.writeHead(302, { Location: address, 'Cache-Control': 'no-store' }).end();
  }

  return {
    signOut: (sub) => store.revokeRefreshTokens(sub),
    verify: tokenVerifier(userPool, issuer, secrets.key),
    async handle(request, response, target) {
      const [path = '', query = ''] = target.split('?');
      // The provider finds out from these two below which path it is.
      Object.assign(request, { originalUrl: request.url, url: target });
      try {
        if (path.startsWith(`${PATHS.login}/`)) return await login(request, response);
        if (path === PATHS.logout) return await logout(request, response, query);
        if (ofProvider.test(target)) return await answer(request, response);
        sendProblem(response, 404, `${path} is not a path of this user pool.`);
      } catch (error) {
        if (!(error instanceof errors.SessionNotFound)) throw error;
        const description =
          'This sign-in is over, or began in another browser. Go back to where you came from and sign in again.';
        send(response, 400, errorPage('session_not_found', description));
      }
    },
  };
}

const PROVIDER_PATHS = [PATHS.authorization, PATHS.token, PATHS.revocation, PATHS.jwks, PATHS.discovery];

/** Ends the session of whoever was signed in before: the provider would ask for a confirmation, with a script. */
async function forgetSomebodyElse(
  provider: Provider,
  interaction: Awaited<ReturnType<Provider['interactionDetails']>>,
  sub: string,
): Promise<void> {
  const { session, exp } = interaction;
  if (session?.accountId === undefined || session.accountId === sub) return;
  await (await provider.Session.findByUid(session.uid))?.destroy();
  delete interaction.session;
  await interaction.save(exp - Math.floor(Date.now() / 1000));
}

function send(response: ServerResponse, status: number, { headers, body }: Page): void {
  response.writeHead(status, headers).end(body);
}
