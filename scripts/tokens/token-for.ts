import type { Role } from '../../contracts/definition/roles.ts';
import { type DeployedSources, deployedTokens } from './deployed-tokens.ts';
import { isLoopback } from './loopback.ts';
import { readSignIn, type SignIn } from './page-configuration.ts';
import { SignInError } from './sign-in-error.ts';
import { localTokens } from './sign-in-locally.ts';
import { type EmulatedPool, emulatedPoolOf, signInOnEmulator } from './sign-in-on-emulator.ts';
import { isFresh, type Tokens } from './tokens.ts';

export interface TokenRequest {
  /** Where the system answers, with or without `/api`. */
  readonly url: string;
  /** Whom to sign in as on the embedded runtime or an emulator. Elsewhere, the person's own role counts. */
  readonly role: Role;
}

/** What getting a token needs from its surroundings, for tests. */
export interface TokenSources extends DeployedSources {
  /** Default: the environment's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * An access token for a system: `MULTIDOMAIN_TOKEN`, or one of a ready-made person on the embedded runtime or an emulator,
 * or one of the person who signs in with their browser; undefined if the system needs none.
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
  let how: ReturnType<typeof howToSignIn> | undefined;
  let tokens: Tokens | undefined;
  let pending: Promise<Tokens> | undefined;
  return async () => {
    how ??= howToSignIn(request.url);
    const signIn = await how;
    if (signIn === undefined) return undefined;
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

/** How people sign in to a system; undefined if nobody needs to, or nothing says how. An emulator has no web page. */
async function howToSignIn(url: string): Promise<SignIn | EmulatedPool | undefined> {
  const signIn = await readSignIn(url);
  if (signIn === 'unknown') return emulatedPoolOf(url);
  return signIn === 'open' ? undefined : signIn;
}

async function signInTo(
  signIn: SignIn | EmulatedPool,
  { url, role }: TokenRequest,
  sources: TokenSources,
  expired: Tokens | undefined,
): Promise<Tokens> {
  if ('userPoolId' in signIn) return signInOnEmulator(signIn, role);
  const { authority: issuer, clientId, programClientId } = signIn;
  if (isLoopback(issuer)) return localTokens({ issuer, clientId, person: role });
  if (programClientId === undefined) {
    throw new SignInError(
      `${url} does not say with which client programs sign in. Deploy it again, or set MULTIDOMAIN_TOKEN.`,
    );
  }
  return deployedTokens({ issuer, clientId: programClientId }, sources, expired);
}
