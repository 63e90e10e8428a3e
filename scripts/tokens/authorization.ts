import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from 'openid-client';
import { isLoopback } from './loopback.ts';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './tokens.ts';

/** A public client at an OpenID Connect provider. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
}

/** A sign-in that has begun: open `url`, then pass the address to which it redirects to `finish`. */
export interface Authorization {
  readonly url: URL;
  /** @throws SignInError if the provider refused. */
  finish(redirectedTo: URL): Promise<Tokens>;
}

/** Begins a sign-in by authorization code with PKCE. @throws SignInError if the provider cannot be reached. */
export async function beginAuthorization(client: Client, redirectUri: string): Promise<Authorization> {
  const configuration = await discover(client);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  return {
    url: buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    }),
    async finish(redirectedTo) {
      const checks = { pkceCodeVerifier: verifier, expectedState: state };
      return explained('The sign-in failed', async () =>
        tokensOf(await authorizationCodeGrant(configuration, redirectedTo, checks)),
      );
    },
  };
}

/** Gets new tokens for a refresh token. @throws SignInError if it is no longer valid. */
export async function renew(client: Client, refreshToken: string): Promise<Tokens> {
  const configuration = await discover(client);
  return explained('The tokens cannot be renewed', async () => {
    // Without rotation, the answer has no refresh token, and the old one stays valid.
    return { refreshToken, ...tokensOf(await refreshTokenGrant(configuration, refreshToken)) };
  });
}

const discover = ({ issuer, clientId }: Client): Promise<Configuration> =>
  explained(`Cannot read how to sign in at ${issuer}`, () => {
    // The provider of the embedded runtime has no TLS.
    const execute = isLoopback(issuer) ? [allowInsecureRequests] : [];
    return discovery(new URL(issuer), clientId, undefined, None(), { execute });
  });

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  /** The seconds until the access token expires; undefined if the provider does not say. */
  expiresIn(): number | undefined;
}

function tokensOf(answer: TokenAnswer): Tokens {
  return {
    accessToken: answer.access_token,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    expiresAt: Date.now() + (answer.expiresIn() ?? 0) * 1_000,
  };
}

async function explained<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SignInError(`${what}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** OAuth's own description of an error, if it has one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { error_description: description, error: code, cause } = error as Error & Record<string, unknown>;
  const reason = description ?? code ?? (cause instanceof Error ? cause.message : error.message);
  return String(reason).replace(/\.$/, '');
}
