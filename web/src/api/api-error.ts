import {
  type FieldError,
  type ProblemCode,
  type ProblemDocument,
  problemCodeOf,
} from '../../../contracts/definition/problems.ts';

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
    this.code = problemCodeOf(problem.type) as ProblemCode;
    this.correlationId = problem.correlationId;
    this.errors = problem.errors ?? [];
  }
}

/** API Gateway let nobody through to the API, so there is no problem document: here is one. */
export const notSignedIn = (status: number, instance: string, correlationId: string): ApiError =>
  new ApiError({
    type: 'urn:multidomain:problem:not-signed-in',
    title: 'Not signed in',
    status,
    detail:
      'You are not signed in. Here the API answers signed calls only, and this page cannot sign in yet.',
    instance,
    correlationId,
  });

/** No answer came, or one from something that stands before the API. Worth trying again. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Whether somebody else changed meanwhile what a change was decided on. */
export const isConflict = (error: unknown): boolean =>
  isProblem(error, 'version-mismatch', 'concurrent-change');

/** Whether an error is the API's refusal with one of these codes. */
export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.code);
