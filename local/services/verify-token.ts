/** The payload of a token. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/**
 * Verifies a token of one of these user pools. `invalid` is everything that is none, or not one any more that can be
 * told from a made-up one.
 */
export type VerifyToken = (
  userPoolArns: readonly string[],
  token: string,
) => Promise<TokenClaims | 'invalid' | 'expired'>;
