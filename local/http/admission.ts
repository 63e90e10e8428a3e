import type { IncomingMessage } from 'node:http';
import { isLoopbackOrigin, isOwnHost, isOwnOrigin } from './own-address.ts';

/** Why a server does not carry a request out. */
export interface Refusal {
  /** HTTP status, 4xx or 5xx. */
  readonly status: number;
  /** For people; says what would be accepted. */
  readonly detail: string;
}

/** Methods that change nothing. A foreign page may send them, but cannot read the answers: there is no CORS. */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Values of `Sec-Fetch-Site` for what a user or a page of this server asks for. */
const OWN_SITES = new Set(['same-origin', 'none']);
/** Many clients offer `h2c` with their first request, and go on with HTTP/1.1 where it is ignored. */
const IGNORED_UPGRADE = 'h2c';

/**
 * Decides whether a request is meant for this server: it names the server by one of its own addresses, and is no
 * attempt of another site's page to change something. Call {@link useOriginForm} first.
 * @param isShared whether pages on other ports of this machine may send to a path, too
 */
export function refusalOf(
  request: IncomingMessage,
  isShared: (path: string) => boolean,
): Refusal | undefined {
  const { headers, headersDistinct, method = '', url = '' } = request;
  const port = request.socket.localPort ?? 0;
  const [host, ...more] = headersDistinct['host'] ?? [];
  if (host === undefined || more.length > 0) return forbidden('A request must have exactly one Host header.');
  if (!isOwnHost(host, port)) {
    return forbidden(`This server is localhost:${port}, 127.0.0.1:${port} or [::1]:${port}, not "${host}".`);
  }
  if (!SAFE_METHODS.has(method)) {
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    const shared = origin !== undefined && isLoopbackOrigin(origin) && isShared(url.split('?', 1)[0] ?? '');
    if (shared) return refusalOfUpgrade(request);
    if (origin !== undefined && !isOwnOrigin(origin, port)) return foreignPage(`from "${origin}"`);
    if (site !== undefined && !OWN_SITES.has(String(site))) return foreignPage(`that are ${site}`);
  }
  return refusalOfUpgrade(request);
}

function refusalOfUpgrade({ headers }: IncomingMessage): Refusal | undefined {
  const upgrade = headers.upgrade?.toLowerCase();
  if (upgrade === undefined || upgrade === IGNORED_UPGRADE) return undefined;
  return { status: 501, detail: `This server does not upgrade to ${headers.upgrade}.` };
}

/**
 * Turns the absolute form of a request target, which proxies are sent and servers have to take, into the usual one.
 * @returns a refusal when the target names another server or has no path.
 */
export function useOriginForm(request: IncomingMessage): Refusal | undefined {
  const { method, url = '' } = request;
  if (url.startsWith('/') || (url === '*' && method === 'OPTIONS')) return undefined;
  const [, scheme = '', authority = '', rest = ''] =
    /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (scheme === '') return { status: 400, detail: 'The request target is neither a path nor a URL.' };
  if (scheme.toLowerCase() !== 'http' || !isOwnHost(authority, request.socket.localPort ?? 0)) {
    return forbidden(`This server is not a proxy for ${scheme}://${authority}.`);
  }
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  return undefined;
}

const forbidden = (detail: string): Refusal => ({ status: 403, detail });

const foreignPage = (from: string): Refusal =>
  forbidden(`Requests ${from} must not change anything here: only this server's own pages may.`);
