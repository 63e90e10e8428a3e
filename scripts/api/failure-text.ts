import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';

/** The message to show when the API is unreachable, fails or refuses; undefined for any other error. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof ApiUnreachable) return error.message;
  if (error instanceof ApiProblem) return `The API answered ${error.status}: ${error.message}`;
  return undefined;
}
