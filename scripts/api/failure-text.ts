import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { SignInError } from '../tokens/sign-in-error.ts';
import { whatToDo } from '../tokens/what-to-do.ts';

/** The message to show when nobody can be signed in, or the API is unreachable, fails or refuses; undefined for any other error. */
export function failureText(error: unknown): string | undefined {
  if (error instanceof ApiUnreachable || error instanceof SignInError) return error.message;
  if (error instanceof ApiProblem) {
    const instruction = whatToDo(error.status);
    return [`The API answered ${error.status}: ${error.message}`, ...(instruction ? [instruction] : [])].join(
      '\n',
    );
  }
  return undefined;
}
