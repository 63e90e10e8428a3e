import { type ApiProblem, isProblem } from '../../../client/errors.ts';

export { ApiProblem, ApiUnreachable, isProblem } from '../../../client/errors.ts';
export type { Code } from '../../../client/problem-code.ts';

/** Whether somebody else changed meanwhile what a change was decided on. */
export const isConflict = (error: unknown): boolean =>
  isProblem(error, 'version-mismatch', 'concurrent-change');

/** What a problem means to whoever uses the page. */
export const textOf = (problem: ApiProblem): string =>
  problem.code === 'not-signed-in'
    ? 'You are not signed in. Here the API answers signed calls only, and this page cannot sign in yet.'
    : problem.message;
