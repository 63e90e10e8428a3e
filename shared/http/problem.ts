/** One bad field: its dotted path in the request, and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

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

/** Every refusal, by its code: the last part of the problem's `type`. */
const problems = {
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
  overloaded: { status: 503, title: 'Too busy at the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A refusal: thrown anywhere below a handler, answered as problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { readonly errors?: readonly FieldError[]; readonly headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = extra.errors;
    this.headers = extra.headers ?? {};
  }

  get status(): number {
    return problems[this.code].status;
  }

  toDocument(instance: string, correlationId: string): ProblemDocument {
    const { status, title } = problems[this.code];
    return {
      type: `urn:multidomain:problem:${this.code}`,
      title,
      status,
      detail: this.message,
      instance,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      correlationId,
    };
  }
}

/** 404 for an entity that does not exist, or no longer. */
export const notFound = (what: string, id: string): Problem =>
  new Problem('not-found', `There is no ${what} ${id}.`);

/** 409 for a change that others kept from being made, however often it was tried. */
export const concurrentChange = (): Problem =>
  new Problem('concurrent-change', 'Too many changes at the same time; try again.');

/** 503 for a request that the database had no capacity for, however often it was tried; says when to come again. */
export const overloaded = (): Problem =>
  new Problem('overloaded', 'There is too much to do at the moment; try again in a few seconds.', {
    headers: { 'retry-after': '2' },
  });
