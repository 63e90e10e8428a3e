import type { Role } from '../../contracts/definition/roles.ts';
import { type DeployedSources, deployedTokens } from './deployed-tokens.ts';
import { isLoopback } from './loopback.ts';
import { readSignIn, type SignIn } from './page-configuration.ts';
import { SignInError } from './sign-in-error.ts';
import { localTokens } from './sign-in-locally.ts';
import { isFresh, type Tokens } from './tokens.ts';

export interface TokenRequest {
  /** Where the system answers, with or without `/api`. */
  readonly url: string;
  /** Whom to sign in as on the embedded runtime. Elsewhere, the person's own role counts. */
  readonly role: Role;
}

/** What getting a token needs from its surroundings, for tests. */
export interface TokenSources extends DeployedSources {
  /** Default: the environment's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * An access token for a system: `MULTIDOMAIN_TOKEN`, or one of a ready-made person on the embedded runtime, or one of the
 * person who signs in with their browser; undefined if the system needs none.
 * @throws SignInError
 */
export const tokenFor = (request: TokenRequest, sources?: TokenSources): Promise<string | undefined> =>
  tokensFor(request, sources)();

/** Like {@link tokenFor}, for programs that run longer than a token lasts: call the result before each request. */
export function tokensFor(
  request: TokenRequest,
  sources: TokenSources = {},
): () => Promise<string | undefined> {
  const { environment = process.env } = sources;
  const given = environment['MULTIDOMAIN_TOKEN'];
  if (given) return async () => given;
  let how: ReturnType<typeof readSignIn> | undefined;
  let tokens: Tokens | undefined;
  let pending: Promise<Tokens> | undefined;
  return async () => {
    how ??= readSignIn(request.url);
    const signIn = await how;
    if (signIn === 'open' || signIn === 'unknown') return undefined;
    if (tokens === undefined || !isFresh(tokens)) {
      // Requests at the same time wait for the same sign-in.
      pending ??= signInTo(signIn, request, sources, tokens).finally(() => {
        pending = undefined;
      });
      tokens = await pending;
    }
    return tokens.accessToken;
  };
}

async function signInTo(
  { authority: issuer, clientId, programClientId }: SignIn,
  { url, role }: TokenRequest,
  sources: TokenSources,
  expired: Tokens | undefined,
): Promise<Tokens> {
  if (isLoopback(issuer)) return localTokens({ issuer, clientId, person: role });
  if (programClientId === undefined) {
    throw new SignInError(
      `${url} does not say with which client programs sign in. Deploy it again, or set MULTIDOMAIN_TOKEN.`,
    );
  }
  return deployedTokens({ issuer, clientId: programClientId }, sources, expired);
}
