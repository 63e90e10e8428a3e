import { ApiProblem, isTransient } from '../../client/errors.ts';

/** The caller may not send any such request, so the request itself is not to blame. */
const OF_THE_CALLER: readonly string[] = ['not-signed-in', 'access-denied'];

/**
 * Why the API refused a request: its field errors, or its detail.
 * @throws the error itself if it is not a refusal of the request, but of the caller, or a network failure.
 */
export function refusalIn(error: unknown): string {
  if (!(error instanceof ApiProblem) || isTransient(error) || OF_THE_CALLER.includes(error.code)) throw error;
  return error.errors.map(({ path, message }) => `${path} ${message}`).join('; ') || error.message;
}
