/** All problems the API can answer, by code: the last part of the problem's `type`. */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-cursor': { status: 400, title: 'The cursor is not valid' },
  'not-signed-in': { status: 401, title: 'Not signed in' },
  'access-denied': { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'insufficient-stock': { status: 409, title: 'Not enough stock' },
  'stock-limit': { status: 409, title: 'Stock limit exceeded' },
  'purchase-pending': { status: 409, title: 'The purchase is still pending' },
  'purchase-rejected': { status: 409, title: 'The purchase was rejected' },
  'return-exceeds-purchase': { status: 409, title: 'More returned than bought' },
  'sku-taken': { status: 409, title: 'SKU taken' },
  'concurrent-change': { status: 409, title: 'Someone else changed this at the same time' },
  gone: { status: 410, title: 'Gone' },
  'version-mismatch': { status: 412, title: 'This has changed since it was read' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported content type' },
  'unknown-customer': { status: 422, title: 'Unknown customer' },
  'unknown-product': { status: 422, title: 'Unknown product' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key reused' },
  'internal-error': { status: 500, title: 'Internal Server Error' },
  overloaded: { status: 503, title: 'Overloaded' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A bad field: its dotted path in the request, and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A problem document (RFC 9457): the body of an `application/problem+json` answer. */
export interface ProblemDocument {
  /** `urn:multidomain:problem:` followed by the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldError[];
  readonly correlationId: string;
}

const PREFIX = 'urn:multidomain:problem:';

export const problemTypeOf = (code: string): string => `${PREFIX}${code}`;

/** The code in a problem's `type`; empty if the type is not one of this API. */
export const problemCodeOf = (type: string): string =>
  type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
