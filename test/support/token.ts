import type { Role } from '../../contracts/definition/roles.ts';
import { tokensFor } from '../../scripts/tokens/token-for.ts';

const sources = new Map<string, () => Promise<string | undefined>>();

/**
 * An access token for a system, by default an editor's; undefined if the system asks for none. On AWS, it is always that of
 * the person who runs the tests.
 */
export function tokenOf(baseUrl: string, role: Role = 'editor'): Promise<string | undefined> {
  const key = `${role} ${baseUrl}`;
  const source = sources.get(key) ?? tokensFor({ url: baseUrl, role });
  sources.set(key, source);
  return source();
}

/** The header lines of an editor's requests, alternating names and values; none if the system asks for no token. */
export async function tokenLines(baseUrl: string): Promise<string[]> {
  const token = await tokenOf(baseUrl);
  return token === undefined ? [] : ['Authorization', `Bearer ${token}`];
}

/** A request with the token in its headers, unless it is undefined. */
export function withToken(init: RequestInit, token: string | undefined): RequestInit {
  if (token === undefined) return init;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}
