/** What signing in yields. */
export interface Tokens {
  readonly accessToken: string;
  /** Gets new tokens without signing in again; undefined if the provider gave none. */
  readonly refreshToken?: string | undefined;
  /** When the access token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token that expires sooner is renewed first, so that it lasts for the request. */
const RESERVE_MS = 60_000;

/** Whether the access token can still be used. */
export const isFresh = ({ expiresAt }: Tokens, now = Date.now()): boolean => expiresAt - now > RESERVE_MS;
