import type { FieldError } from '../contracts/definition/problems.ts';
import type { Code } from './problem-code.ts';

interface ProblemProps {
  readonly status: number;
  readonly code: Code;
  /** What happened, in plain words. */
  readonly detail: string;
  /** Default: none. */
  readonly errors?: readonly FieldError[];
  /** Default: empty. */
  readonly correlationId?: string;
  /** Default: 0. */
  readonly retryAfterMs?: number;
}

/** The API, or the gateway before it, refused a request or failed: a problem document (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: Code;
  /** The bad fields of the request, if any. */
  readonly errors: readonly FieldError[];
  /** The id to search the logs for: the answer's or, if it has none, the request's. */
  readonly correlationId: string;
  /** How long the answer asks to wait before a retry, in milliseconds; 0 if it does not say. */
  readonly retryAfterMs: number;

  constructor({ status, code, detail, errors = [], correlationId = '', retryAfterMs = 0 }: ProblemProps) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.correlationId = correlationId;
    this.retryAfterMs = retryAfterMs;
  }
}

interface UnreachableProps {
  readonly cause?: unknown;
  /** Default: none, as there was no answer. */
  readonly status?: number;
  /** Default: 0. */
  readonly retryAfterMs?: number;
}

/** There was no answer, or one that cannot be the API's. The request may or may not have been carried out. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined;
  /** See {@link ApiProblem.retryAfterMs}. */
  readonly retryAfterMs: number;

  constructor(message: string, { cause, status, retryAfterMs = 0 }: UnreachableProps = {}) {
    super(message, { cause });
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether an error is a problem with one of these codes. */
export const isProblem = (error: unknown, ...codes: readonly Code[]): error is ApiProblem =>
  error instanceof ApiProblem && codes.includes(error.code);

/** Whether the same request may succeed a moment later: no usable answer, throttling, a failure, a concurrent change. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiUnreachable ||
  (error instanceof ApiProblem &&
    (error.status === 429 || error.status >= 500 || error.code === 'concurrent-change'));
