import type { FieldError, Refusal, RefusalCode } from '../refusals/refusal.ts';
import type { HttpRefusalCode } from './http-refusal.ts';

export type { FieldError };

/** RFC 9457, as answered with `application/problem+json`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
  readonly correlationId: string;
}

/** The last part of a problem's `type`. */
export type ProblemCode = RefusalCode | HttpRefusalCode | 'internal-error';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How HTTP answers each refusal. */
const problems: Readonly<Record<ProblemCode, ProblemKind>> = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'insufficient-stock': { status: 409, title: 'Not enough stock' },
  'stock-limit': { status: 409, title: 'Too much stock' },
  'purchase-pending': { status: 409, title: 'The purchase is still pending' },
  'purchase-rejected': { status: 409, title: 'The purchase was rejected' },
  'concurrent-change': { status: 409, title: 'Somebody else changed this at the same time' },
  gone: { status: 410, title: 'Gone' },
  'version-mismatch': { status: 412, title: 'This was changed since it was read' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported content type' },
  'unknown-customer': { status: 422, title: 'Unknown customer' },
  'unknown-product': { status: 422, title: 'Unknown product' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key reused' },
  'internal-error': { status: 500, title: 'Internal Server Error' },
  overloaded: { status: 503, title: 'Too busy at the moment', headers: { 'retry-after': '2' } },
};

/** The headers that a code's answer always has. */
export const headersOf = (code: ProblemCode): Readonly<Record<string, string>> =>
  problems[code].headers ?? {};

/** A refusal as its problem document. @param instance the path that was requested. */
export function problemOf(
  { code, message, errors }: Pick<Refusal<ProblemCode>, 'code' | 'message' | 'errors'>,
  instance: string,
  correlationId: string,
): ProblemDocument {
  const { status, title } = problems[code];
  return {
    type: `urn:multidomain:problem:${code}`,
    title,
    status,
    detail: message,
    instance,
    ...(errors === undefined ? {} : { errors }),
    correlationId,
  };
}
