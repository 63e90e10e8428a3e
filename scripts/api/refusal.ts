import { ApiProblem, isTransient } from '../../client/errors.ts';

/**
 * Why the API refused a request: its field errors, or its detail.
 * @throws the error itself if it is not a refusal of the request, such as a network failure.
 */
export function refusalIn(error: unknown): string {
  if (!(error instanceof ApiProblem) || isTransient(error)) throw error;
  return error.errors.map(({ path, message }) => `${path} ${message}`).join('; ') || error.message;
}
