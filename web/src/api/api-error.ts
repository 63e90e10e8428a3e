import type { FieldError, ProblemCode, ProblemDocument } from '../../../shared/http/problem.ts';

/** The API refused a request: its problem document (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ProblemCode;
  readonly correlationId: string;
  readonly errors: readonly FieldError[];

  constructor(problem: ProblemDocument) {
    super(problem.detail);
    this.status = problem.status;
    this.code = problem.type.slice(problem.type.lastIndexOf(':') + 1) as ProblemCode;
    this.correlationId = problem.correlationId;
    this.errors = problem.errors ?? [];
  }
}

/** No answer came, or one from something that stands before the API. Worth trying again. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Whether an error is the API's refusal with one of these codes. */
export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code);
