import { tokensFor } from '../../scripts/tokens/token-for.ts';

const sources = new Map<string, () => Promise<string | undefined>>();

/** An editor's access token for a system; undefined if it asks for none. */
export function tokenOf(baseUrl: string): Promise<string | undefined> {
  const source = sources.get(baseUrl) ?? tokensFor({ url: baseUrl, role: 'editor' });
  sources.set(baseUrl, source);
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
