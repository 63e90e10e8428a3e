import { validateHeaderName, validateHeaderValue } from 'node:http';

/** An HTTP response ready to be sent; headers in the order and spelling in which they are sent. */
export interface OutgoingResponse {
  readonly statusCode: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** API Gateway passes these on under another name, because it sets them itself. */
const REMAPPED = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'transfer-encoding',
  'www-authenticate',
]);

/** What an answer may consist of. Nothing of it is required. */
const KEYS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/**
 * Maps a Lambda proxy integration's answer to a response; undefined when it is malformed, which API Gateway
 * answers with 502: any other key, a header that is a number, and so on. Base64 bodies go out as they are: no binary
 * media types are configured.
 */
export function proxyResponse(payload: unknown): OutgoingResponse | undefined {
  if (!isRecord(payload) || Object.keys(payload).some((key) => !KEYS.has(key))) return undefined;
  const statusCode = statusCodeOf(payload['statusCode'] ?? 200);
  const body = payload['body'] ?? '';
  const single = payload['headers'] ?? {};
  const multi = payload['multiValueHeaders'] ?? {};
  if (statusCode === undefined || typeof body !== 'string' || !isRecord(single) || !isRecord(multi))
    return undefined;
  const headers = mergeHeaders(single, multi);
  return headers === undefined ? undefined : { statusCode, headers, body };
}

function statusCodeOf(value: unknown): number | undefined {
  const code = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof code === 'number' && Number.isInteger(code) && code >= 200 && code <= 599 ? code : undefined;
}

/** Both are sent; a pair of a name and a value that both have is sent once. */
function mergeHeaders(
  single: Record<string, unknown>,
  multi: Record<string, unknown>,
): OutgoingResponse['headers'] | undefined {
  const listed: [string, unknown][] = [];
  for (const [name, values] of Object.entries(multi)) {
    if (!Array.isArray(values)) return undefined;
    listed.push(...values.map((value): [string, unknown] => [name, value]));
  }
  const isListed = ([name, value]: [string, unknown]): boolean =>
    listed.some(([other, each]) => other.toLowerCase() === name.toLowerCase() && each === value);
  const pairs = [...Object.entries(single).filter((pair) => !isListed(pair)), ...listed];
  if (!pairs.every(([, value]) => ['string', 'boolean'].includes(typeof value))) return undefined;
  const headers = pairs.map(([name, value]) => [outgoingName(name), String(value)] as const);
  if (!headers.every(isValidHeader)) return undefined;
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return hasType ? headers : [['Content-Type', 'application/json'], ...headers];
}

function isValidHeader([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function outgoingName(name: string): string {
  return REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
