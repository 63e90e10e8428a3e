import type { FieldError } from '../contracts/definition/problems.ts';
import type { Code } from './problem-code.ts';

interface ProblemProps {
  readonly status: number;
  readonly code: Code;
  /** What happened, for people. */
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
  /** The bad fields of the request, if it was refused for some. */
  readonly errors: readonly FieldError[];
  /** By which the logs tell more; that of the request where the answer has none. */
  readonly correlationId: string;
  /** For how many milliseconds the answer asks to be left alone; 0 when it does not say. */
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
  /** Default: no answer came. */
  readonly status?: number;
  /** Default: 0. */
  readonly retryAfterMs?: number;
}

/** No answer came, or none that can be the API's: nobody knows whether the request was carried out. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
  /** The HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** As {@link ApiProblem.retryAfterMs}. */
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

/** Whether the same request may succeed a moment later: no usable answer, too much to do, a failure, a collision. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiUnreachable ||
  (error instanceof ApiProblem &&
    (error.status === 429 || error.status >= 500 || error.code === 'concurrent-change'));
