import {
  ErrorResponse,
  InMemoryWebStorage,
  OidcClient,
  type OidcClientSettings,
  OidcClientSettingsStore,
  type SigninResponse,
  WebStorageStateStore,
} from 'oidc-client-ts';
import { type Provider, ProviderAway, type SignIn, SignInRefused, type Tokens } from './sign-in.ts';

const TIMEOUT_S = 15;

/**
 * An OpenID Connect provider such as Cognito: authorization code with PKCE.
 * @param pageUrl where the login page returns to, as the provider knows it.
 */
export function createProvider(signIn: SignIn, pageUrl: string): Provider {
  const settings: OidcClientSettings = {
    authority: signIn.authority,
    client_id: signIn.clientId,
    redirect_uri: pageUrl,
    scope: signIn.scope,
    requestTimeoutInSeconds: TIMEOUT_S,
    // Cognito's answer to a revocation.
    revokeTokenAdditionalContentTypes: ['text/plain', 'text/html'],
  };
  // What belongs to a request, such as the verifier of its code, has to survive the way to the login page and back, unless
  // the page stays open meanwhile.
  const store = (storage: Storage) => new WebStorageStateStore({ prefix: 'sign-in.', store: storage });
  const here = new OidcClient({ ...settings, stateStore: store(sessionStorage) });
  const elsewhere = new OidcClient(
    new OidcClientSettingsStore({ ...settings, stateStore: store(new InMemoryWebStorage()) }),
    here.metadataService,
  );
  return {
    loginUrl: async () => (await named(here.createSigninRequest({}))).url,
    loginUrlElsewhere: async () => (await named(elsewhere.createSigninRequest({}))).url,
    hasAskedFor: (url) => hasAsked(elsewhere, url),
    async finish(url) {
      const client = (await hasAsked(elsewhere, url)) ? elsewhere : here;
      if (!(await hasAsked(client, url))) throw new SignInRefused('This attempt to sign in is over.');
      return tokensOf(await named(client.processSigninResponse(url)));
    },
    async renew(tokens) {
      const { refreshToken, idToken } = tokens;
      if (refreshToken === undefined) throw new SignInRefused('There is nothing to renew.');
      const state = {
        refresh_token: refreshToken,
        session_state: null,
        data: undefined,
        profile: { sub: tokens.person.id } as SigninResponse['profile'],
        ...(idToken === undefined ? {} : { id_token: idToken }),
      };
      // biome-ignore lint/correctness/useHookAtTopLevel: not React's
      return tokensOf(await named(here.useRefreshToken({ state, timeoutInSeconds: TIMEOUT_S })), tokens);
    },
    async revoke({ refreshToken }) {
      if (refreshToken === undefined) return;
      // A refusal does not matter: what cannot be revoked is of no use.
      await named(here.revokeToken(refreshToken, 'refresh_token')).catch((error: unknown) => {
        if (!(error instanceof SignInRefused)) throw error;
      });
    },
    logoutUrl: `${signIn.logoutUrl}?${new URLSearchParams({ client_id: signIn.clientId, logout_uri: pageUrl })}`,
  };
}

/** Whether a client has asked for what is in a URL, and not got it yet. */
const hasAsked = (client: OidcClient, url: string): Promise<boolean> =>
  client.readSigninResponseState(url).then(
    () => true,
    () => false,
  );

/** @param before the tokens that are renewed. */
function tokensOf(response: SigninResponse, before?: Tokens): Tokens {
  const { sub, name, email } = response.profile;
  return {
    person: before?.person ?? { id: sub, name: name ?? email },
    accessToken: response.access_token,
    idToken: response.id_token ?? before?.idToken,
    // Without rotation, a renewal leaves the refresh token as it is.
    refreshToken: response.refresh_token ?? before?.refreshToken,
    expiresAt: (response.expires_at ?? 0) * 1000,
  };
}

/** Tells refusals of the provider from failures on the way to it. */
async function named<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ErrorResponse) {
      throw new SignInRefused(error.error_description ?? error.error ?? error.message, { cause: error });
    }
    throw new ProviderAway(`The sign-in server is not responding: ${String(error)}`, { cause: error });
  }
}
