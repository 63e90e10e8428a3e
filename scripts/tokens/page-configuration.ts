import { z } from 'zod';
import { SignInError } from './sign-in-error.ts';

const TIMEOUT_MS = 10_000;

const signInSchema = z.object({
  /** The OpenID Connect issuer. */
  authority: z.url(),
  clientId: z.string(),
  /** The client of programs; default: the page's, as on the embedded runtime. */
  programClientId: z.string().optional(),
  scope: z.string().default('openid'),
});

const configurationSchema = z.object({ signIn: signInSchema.optional() });

/** How people sign in to a system. */
export type SignIn = z.infer<typeof signInSchema>;

/** Where the web page at an address says how people sign in: the path and query do not matter. */
export const configurationOf = (url: string): string => new URL('/config.json', url).href;

/**
 * Reads from `config.json` how people sign in; `open` if nobody needs to, `unknown` if there is no such file, as at
 * an address that serves the API alone.
 * @throws SignInError if nothing answers.
 */
export async function readSignIn(url: string): Promise<SignIn | 'open' | 'unknown'> {
  const address = configurationOf(url);
  let response: Response;
  try {
    // biome-ignore lint/style/noRestrictedGlobals: not a route of the API
    response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new SignInError(`${address} is not responding. Is the system running?`, { cause: error });
  }
  const document = response.ok ? await response.json().catch(() => undefined) : undefined;
  const { success, data } = configurationSchema.safeParse(document);
  if (!success) return 'unknown';
  return data.signIn ?? 'open';
}
