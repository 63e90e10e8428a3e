import { type ApiProblem, isProblem } from '../../../client/errors.ts';

export { ApiProblem, ApiUnreachable, isProblem } from '../../../client/errors.ts';
export type { Code } from '../../../client/problem-code.ts';

/** Whether a change was refused because someone else changed the entity in the meantime. */
export const isConflict = (error: unknown): boolean =>
  isProblem(error, 'version-mismatch', 'concurrent-change');

/** The text of a problem for the user. */
export const textOf = (problem: ApiProblem): string =>
  problem.code === 'not-signed-in'
    ? 'You are not signed in. Here the API answers signed calls only, and this page cannot sign in yet.'
    : problem.message;
