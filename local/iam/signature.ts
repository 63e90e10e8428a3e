import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A signature, and what it is said to be made with. */
export interface SignedClaim {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  /** The signing name of the service that is called: `dynamodb`, `events`. */
  readonly service: string;
  readonly signedAt: Date;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/** A request as received. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query, as in the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Whether a request is the one that was signed: it is signed once more, and the signatures compared. Functions call for
 * each of their steps, so this is written for speed.
 */
export function signatureMatches(claim: SignedClaim, request: ReceivedRequest): boolean {
  const bodyHash = hash('sha256', request.body);
  const claimedHash = request.headers['x-amz-content-sha256'];
  if (claimedHash !== undefined && claimedHash !== bodyHash) return false;
  const url = URL.parse(request.target, 'http://localhost');
  if (url === null) return false;
  const date = claim.signedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/${claim.region}/${claim.service}/aws4_request`;
  const signedHeaders = claim.signedHeaders.toSorted();
  const canonicalRequest = [
    request.method,
    canonicalPath(url.pathname),
    canonicalQuery(url.searchParams),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(headerOf(name, date, claim, request))}`),
    '',
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n');
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', canonicalRequest)}`;
  const signature = hmac(signingKey(claim.secretAccessKey, scope), text);
  const claimed = Buffer.from(claim.signature, 'hex');
  return claimed.length === signature.length && timingSafeEqual(signature, claimed);
}

/** What was verified otherwise counts, rather than what is sent. */
function headerOf(name: string, date: string, { sessionToken }: SignedClaim, request: ReceivedRequest) {
  if (name === 'x-amz-date') return date;
  if (name === 'x-amz-security-token' && sessionToken !== undefined) return sessionToken;
  return String(request.headers[name] ?? '');
}

const canonicalValue = (value: string): string => value.trim().replace(/\s+/g, ' ');

/** As every service but S3 takes it: without empty segments and dots, and encoded once more. */
function canonicalPath(path: string): string {
  if (path === '/') return path;
  const segments = path.split('/').filter((segment) => segment !== '');
  const end = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.map(encoded).join('/')}${end}`;
}

function canonicalQuery(query: URLSearchParams): string {
  if (query.size === 0) return '';
  const pairs = [...query].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.sort().join('&');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signing keys last for a day and a service: each function has a few. */
const signingKeys = new Map<string, Buffer>();
const MAX_KEYS = 1_000;

function signingKey(secret: string, scope: string): Buffer {
  const known = signingKeys.get(`${secret}/${scope}`);
  if (known !== undefined) return known;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer;
  if (signingKeys.size >= MAX_KEYS) signingKeys.clear();
  signingKeys.set(`${secret}/${scope}`, key);
  return key;
}
