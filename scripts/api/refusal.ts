import { ApiProblem, isTransient } from '../../client/errors.ts';

/**
 * Why the API refused a request: the bad fields, or its own words.
 * @throws the error when it is no refusal, so that it says nothing of the request.
 */
export function refusalIn(error: unknown): string {
  if (!(error instanceof ApiProblem) || isTransient(error)) throw error;
  return error.errors.map(({ path, message }) => `${path} ${message}`).join('; ') || error.message;
}
