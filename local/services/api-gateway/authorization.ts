import type { RouteAuthorization } from '../../model.ts';
import type { TokenClaims, VerifyToken } from '../verify-token.ts';
import { type ClaimTexts, claimTexts } from './claim-texts.ts';
import type { Reason } from './gateway-response.ts';

/**
 * Decides whether a request may reach its route, as an authorizer of the type COGNITO_USER_POOLS does: a route with
 * scopes takes access tokens that have one of them, a route without takes id tokens.
 * @param header the value of the header that carries the token, with or without `Bearer`
 * @returns the claims for the function, or why the gateway refuses
 */
export async function authorize(
  { userPoolArns, scopes }: RouteAuthorization,
  header: string | undefined,
  verifyToken: VerifyToken,
): Promise<{ readonly claims: ClaimTexts } | Reason> {
  const token = header?.replace(/^Bearer +/i, '') ?? '';
  const verified = await verifyToken(userPoolArns, token);
  if (verified === 'invalid') return 'unauthorized';
  if (verified === 'expired') return 'expiredToken';
  const claims: TokenClaims = verified;
  if (claims['token_use'] !== (scopes.length > 0 ? 'access' : 'id')) return 'unauthorized';
  if (scopes.length > 0) {
    const granted = String(claims['scope'] ?? '').split(' ');
    if (!scopes.some((scope) => granted.includes(scope))) return 'accessDenied';
  }
  return { claims: claimTexts(claims) };
}
