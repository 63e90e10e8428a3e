import type { APIGatewayProxyEvent } from 'aws-lambda';
import { MAX_CALLER_ID, type Role, roles } from '../../contracts/definition/roles.ts';

/** Somebody who calls the API. */
export interface Caller {
  /** The `sub` of their access token. */
  readonly id: string;
  /** Undefined for somebody in none of the groups. */
  readonly role: Role | undefined;
  /** Open: nobody has to sign in, so nobody knows who it is. */
  readonly access: 'signed-in' | 'open';
}

const anyone: Caller = { id: 'anyone', role: 'editor', access: 'open' };

/**
 * Who sent a request, according to the access token that the gateway has verified; undefined if there was none. Nothing
 * else that a client sends matters. If the stack sets `OPEN_ACCESS=yes`, everybody is the editor `anyone`.
 */
export function callerOf({ requestContext }: APIGatewayProxyEvent): Caller | undefined {
  if (process.env['OPEN_ACCESS'] === 'yes') return anyone;
  const claims: Readonly<Record<string, unknown>> = requestContext.authorizer?.['claims'] ?? {};
  const { sub: id, token_use: use, 'cognito:groups': groups } = claims;
  if (typeof id !== 'string' || id === '' || id.length > MAX_CALLER_ID) return undefined;
  // Not an id token, which says who somebody is, but not that they may call this API.
  if (use !== 'access') return undefined;
  return { id, role: roleIn(groups), access: 'signed-in' };
}

/** @param groups as text: `viewer,editor`; some emulators write `[viewer editor]`, or pass a list. */
function roleIn(groups: unknown): Role | undefined {
  const names = String(groups ?? '').split(/[\s,[\]]+/);
  return roles.findLast((role) => names.includes(role));
}
