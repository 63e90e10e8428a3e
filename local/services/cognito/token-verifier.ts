import { createLocalJWKSet, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import type { UserPoolSpec } from '../../model.ts';
import type { TokenClaims } from '../verify-token.ts';
import type { SigningKey } from './signing-key.ts';

/** How far ahead of this machine's clock a token may have been issued. */
const LEEWAY_SECONDS = 5;

/** Three parts in base64url. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Verifies access and id tokens as tokens of one user pool and one of its clients. */
export function tokenVerifier(
  { clients }: UserPoolSpec,
  issuer: string,
  { publicJwk }: SigningKey,
): (token: string) => Promise<TokenClaims | 'invalid' | 'expired'> {
  // Takes no other key and, since the key says so, no other algorithm.
  const keys = createLocalJWKSet({ keys: [publicJwk as JWK] });
  const clientIds = new Set<unknown>(clients.map(({ id }) => id));

  function isOfThisPool({ iat = 0, token_use: use, aud, client_id: clientId }: JWTPayload): boolean {
    if (iat > Date.now() / 1000 + LEEWAY_SECONDS) return false;
    return (use === 'access' && clientIds.has(clientId)) || (use === 'id' && clientIds.has(aud));
  }

  return async (token) => {
    if (!isCanonical(token)) return 'invalid';
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer,
        requiredClaims: ['sub', 'exp', 'iat', 'token_use'],
      });
      return isOfThisPool(payload) ? payload : 'invalid';
    } catch (error) {
      // Thrown for tokens that are right in everything else.
      if (error instanceof errors.JWTExpired) return isOfThisPool(error.payload) ? 'expired' : 'invalid';
      if (error instanceof errors.JOSEError) return 'invalid';
      throw error;
    }
  };
}

/**
 * Whether a token is written in the one way in which its issuer writes it: the last character of a signature has bits
 * without meaning, and readers of base64 skip spaces.
 */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return COMPACT.test(token) && Buffer.from(signature, 'base64url').toString('base64url') === signature;
}
