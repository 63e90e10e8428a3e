import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignedClaim } from './signature.ts';

/** Who signed a request: a role of the template, or the developer on this machine, who may do anything. */
export type Caller = { readonly roleArn: string } | 'developer';

/** Credentials that this endpoint has given out, and to whom. */
export interface KnownCredentials {
  readonly caller: Caller;
  readonly secretAccessKey: string;
  /** Temporary credentials have one; a request then has to carry it. */
  readonly sessionToken?: string;
}

/** What a request claims about its caller, until its signature has been verified. */
export interface Claim extends SignedClaim {
  readonly caller: Caller;
}

/** Why a caller is rejected; the names are AWS's error types. */
export type CallerError = {
  readonly type:
    | 'MissingAuthenticationTokenException'
    | 'IncompleteSignatureException'
    | 'UnrecognizedClientException'
    | 'InvalidSignatureException';
  readonly message: string;
};

/** How far the caller's clock may be from this machine's. */
const MAX_CLOCK_SKEW_MINUTES = 15;

const sigV4 =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)\/(?<day>\d{8})\/(?<region>[^/,\s]+)\/(?<service>[^/,\s]+)\/aws4_request,\s*SignedHeaders=(?<signed>[^,\s]+),\s*Signature=(?<signature>[0-9a-f]{64})$/;

const amzDate = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Reads from a request's headers who claims to be calling; the signature is verified later, with the body. A request
 * that is rejected here needs no body.
 * @param known what was given out, by access key id
 * @param service the signing name of the service that is called: `dynamodb`, `events`
 */
export function claimedCaller(
  headers: IncomingHttpHeaders,
  known: ReadonlyMap<string, KnownCredentials>,
  service: string,
  now: Date = new Date(),
): Claim | CallerError {
  if (headers.authorization === undefined) {
    return error('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  }
  const {
    key,
    day,
    region,
    service: scope,
    signed,
    signature,
  } = sigV4.exec(headers.authorization)?.groups ?? {};
  const date = headers['x-amz-date'];
  const signedAt = typeof date === 'string' ? timeOf(date) : undefined;
  if (!key || !region || !signed || !signature || typeof date !== 'string' || !signedAt) {
    const needed =
      "'Credential', 'SignedHeaders' and 'Signature' of AWS4-HMAC-SHA256, and an 'X-Amz-Date' header";
    return error('IncompleteSignatureException', `Authorization header requires ${needed}.`);
  }
  const credentials = known.get(key);
  if (credentials === undefined || !sameToken(headers['x-amz-security-token'], credentials.sessionToken)) {
    return error('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (scope !== service) {
    return error(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
    );
  }
  if (date.slice(0, 8) !== day) {
    const message = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`;
    return error('InvalidSignatureException', message);
  }
  const skewed = clockSkew(date, signedAt, now) ?? unsignedHeader(headers, signed.split(';'));
  if (skewed !== undefined) return error('InvalidSignatureException', skewed);
  const { caller, secretAccessKey, sessionToken } = credentials;
  const claim = { caller, accessKeyId: key, secretAccessKey, region, service, signedAt, signature };
  return { ...claim, signedHeaders: signed.split(';'), ...(sessionToken !== undefined && { sessionToken }) };
}

function error(type: CallerError['type'], message: string): CallerError {
  return { type, message };
}

function timeOf(date: string): Date | undefined {
  const time = new Date(date.replace(amzDate, '$1-$2-$3T$4:$5:$6Z'));
  return amzDate.test(date) && !Number.isNaN(time.getTime()) ? time : undefined;
}

function sameToken(sent: string | string[] | undefined, expected: string | undefined): boolean {
  if (typeof sent !== 'string' || expected === undefined) return sent === expected;
  const [one, other] = [Buffer.from(sent), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function clockSkew(date: string, signedAt: Date, now: Date): string | undefined {
  const skewMs = now.getTime() - signedAt.getTime();
  if (Math.abs(skewMs) <= MAX_CLOCK_SKEW_MINUTES * 60_000) return undefined;
  const here = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return skewMs > 0
    ? `Signature expired: ${date} is more than ${MAX_CLOCK_SKEW_MINUTES} min. earlier than ${here}`
    : `Signature not yet current: ${date} is more than ${MAX_CLOCK_SKEW_MINUTES} min. later than ${here}`;
}

/** Every header that determines what is done, and where, has to be signed. */
function unsignedHeader(headers: IncomingHttpHeaders, signed: readonly string[]): string | undefined {
  const wanted = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const missing = wanted.find((name) => !signed.includes(name));
  return missing && `'${missing}' must be a 'SignedHeader' in the AWS Authorization.`;
}
