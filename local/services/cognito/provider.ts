import {
  type ClientMetadata,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { isLoopbackOrigin } from '../../http/own-address.ts';
import type { UserPoolClientSpec, UserPoolSpec } from '../../model.ts';
import { accessTokenClaims, ID_TOKEN_CLAIMS, idTokenClaims } from './claims.ts';
import { isListedAddress } from './listed-address.ts';
import { errorPage } from './pages/error-page.ts';
import type { People } from './people.ts';
import type { PoolSecrets } from './pool-secrets.ts';
import type { TokenStore } from './token-store.ts';

/** Cognito's paths below the issuer. */
export const PATHS = {
  authorization: '/oauth2/authorize',
  token: '/oauth2/token',
  revocation: '/oauth2/revoke',
  jwks: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
  login: '/login',
  logout: '/logout',
} as const;

const MINUTE = 60;
/** Cognito's session, which spares people the next sign-in. */
const SESSION_SECONDS = 60 * MINUTE;
const CODE_SECONDS = 5 * MINUTE;

export interface ProviderProps {
  readonly userPool: UserPoolSpec;
  readonly issuer: string;
  readonly people: People;
  readonly secrets: PoolSecrets;
  readonly store: TokenStore;
}

/** An OpenID Connect provider with the clients, paths, lifetimes and tokens of a user pool. */
export function createProvider({ userPool, issuer, people, secrets, store }: ProviderProps): Provider {
  const { key, cookieSecret } = secrets;
  const { pathname, port } = new URL(issuer);
  const clientOf = (id: string): UserPoolClientSpec | undefined =>
    userPool.clients.find((one) => one.id === id);
  const scopes = new Set(userPool.clients.flatMap((client) => client.scopes));
  // Browsers send cookies to every port of a machine.
  const cookie = (purpose: string): string => `${userPool.id}.${port}.${purpose}`;
  const cookieOptions = { httpOnly: true, sameSite: 'lax', signed: true, path: pathname } as const;

  const provider = new Provider(issuer, {
    adapter: store.adapter,
    clients: userPool.clients.filter(({ signsIn }) => signsIn).map(clientMetadata),
    clientBasedCORS: (_, origin) => isLoopbackOrigin(origin),
    claims: { openid: ID_TOKEN_CLAIMS },
    cookies: {
      keys: [cookieSecret],
      names: { session: cookie('session'), interaction: cookie('login'), resume: cookie('resume') },
      long: cookieOptions,
      short: cookieOptions,
    },
    discovery: { end_session_endpoint: `${issuer}${PATHS.logout}` },
    // Signing out ends the session, not the tokens.
    expiresWithSession: () => false,
    extraTokenClaims(ctx) {
      const person = people.find(ctx.oidc.account?.accountId ?? '');
      return person && accessTokenClaims(person, authTimeOf(ctx));
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => issuer,
        useGrantedResource: () => true,
        getResourceServerInfo(_, resource, client) {
          if (resource !== issuer) throw new errors.InvalidTarget();
          return {
            scope: clientOf(client.clientId)?.scopes.join(' ') ?? '',
            accessTokenFormat: 'jwt',
            accessTokenTTL: clientOf(client.clientId)?.accessTokenSeconds ?? MINUTE,
            jwt: { sign: { alg: 'RS256', kid: key.kid } },
          };
        },
      },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    findAccount(ctx, sub) {
      const person = people.find(sub);
      return person && { accountId: sub, claims: () => idTokenClaims(person, authTimeOf(ctx)) };
    },
    formats: {
      customizers: {
        jwt(_, __, jwt) {
          // The library insists on an audience, which Cognito's access tokens do not have.
          Object.defineProperty(jwt.payload, 'aud', { value: issuer, enumerable: false, writable: true });
          jwt.header = { typ: undefined };
        },
      },
    },
    interactions: {
      policy: signInPolicy(),
      url: (_, { uid }) => `${pathname}${PATHS.login}/${uid}`,
    },
    issueRefreshToken: () => true,
    jwks: { keys: [key.privateJwk] },
    loadExistingGrant,
    pkce: { required: () => true },
    renderError(ctx, out) {
      const { headers, body } = errorPage(out.error, out.error_description);
      ctx.set(headers);
      ctx.body = body;
    },
    responseTypes: ['code'],
    rotateRefreshToken: ({ oidc }) => clientOf(oidc.client?.clientId ?? '')?.rotation !== undefined,
    routes: { ...PATHS },
    scopes: [...scopes],
    ttl: {
      AccessToken: (_, __, client) => clientOf(client.clientId)?.accessTokenSeconds ?? MINUTE,
      AuthorizationCode: CODE_SECONDS,
      Grant: Math.max(
        ...userPool.clients.map(({ refreshTokenSeconds }) => refreshTokenSeconds + CODE_SECONDS),
      ),
      IdToken: (_, __, client) => clientOf(client.clientId)?.idTokenSeconds ?? MINUTE,
      Interaction: SESSION_SECONDS,
      // A token that takes the place of another one lives no longer than that would have.
      RefreshToken: (ctx, _, client) =>
        ctx?.oidc.entities.RotatedRefreshToken?.remainingTTL ??
        clientOf(client.clientId)?.refreshTokenSeconds ??
        MINUTE,
      Session: SESSION_SECONDS,
    },
  });
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    return isListedAddress(uri, this.redirectUris ?? []);
  };
  return provider;
}

function clientMetadata({ id, name, callbackUrls, scopes }: UserPoolClientSpec): ClientMetadata {
  return {
    client_id: id,
    client_name: name,
    // What may be on this machine without https.
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [...callbackUrls],
    scope: scopes.join(' '),
  };
}

/** Asks people to sign in, again if they have been removed meanwhile; nobody is asked for consent. */
function signInPolicy(): interactionPolicy.DefaultPolicy {
  const { Check, base } = interactionPolicy;
  const policy = base();
  policy.remove('consent');
  policy
    .get('login')
    ?.checks.add(
      new Check('unknown_person', 'the person has been removed', ({ oidc }) =>
        oidc.session?.accountId !== undefined && oidc.account === undefined
          ? Check.REQUEST_PROMPT
          : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return policy;
}

/** Every sign-in has a grant of its own: what happens to the tokens of one tab does not concern another one. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { account, client, provider } = oidc;
  if (account === undefined || client === undefined) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const scope = [...oidc.requestParamScopes].join(' ');
  grant.addOIDCScope(scope);
  grant.addResourceScope(provider.issuer, scope);
  await grant.save();
  return grant;
}

/** When the person signed in: before the code, or the tokens that are renewed, were given out. */
function authTimeOf({ oidc }: KoaContextWithOIDC): number {
  const { AuthorizationCode, RefreshToken } = oidc.entities;
  return (AuthorizationCode ?? RefreshToken)?.authTime ?? Math.floor(Date.now() / 1000);
}
