import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';

/** What to tell people when the API does not answer, fails or refuses; undefined for an error of another kind. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof ApiUnreachable) return error.message;
  if (error instanceof ApiProblem) return `The API answered ${error.status}: ${error.message}`;
  return undefined;
}
