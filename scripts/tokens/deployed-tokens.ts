import { type Client, renew } from './authorization.ts';
import { SignInError } from './sign-in-error.ts';
import { type BrowserSignIn, signInWithBrowser } from './sign-in-with-browser.ts';
import { fileCache, type TokenCache } from './token-cache.ts';
import { isFresh, type Tokens } from './tokens.ts';

export interface DeployedSources {
  /** Default: in the user's cache folder. */
  readonly cache?: TokenCache;
  /** Options for signing in with the browser. */
  readonly browser?: Omit<BrowserSignIn, keyof Client>;
}

/**
 * Tokens of the person who uses this machine: those of an earlier run, renewed if necessary, or new ones by signing in
 * with the browser.
 * @param expired what to renew instead of what is cached.
 * @throws SignInError
 */
export async function deployedTokens(
  client: Client,
  { cache = fileCache(), browser }: DeployedSources = {},
  expired?: Tokens,
): Promise<Tokens> {
  const known = expired ?? (await cache.read(client));
  if (known !== undefined && isFresh(known)) return known;
  const tokens = (await renewed(client, known)) ?? (await signInWithBrowser({ ...client, ...browser }));
  await cache.write(client, tokens);
  return tokens;
}

/** New tokens without the browser; undefined if the person has to sign in again. */
async function renewed(client: Client, tokens: Tokens | undefined): Promise<Tokens | undefined> {
  if (tokens?.refreshToken === undefined) return undefined;
  return renew(client, tokens.refreshToken).catch((error: unknown) => {
    if (error instanceof SignInError) return undefined;
    throw error;
  });
}
