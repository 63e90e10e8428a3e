import { type ApiProblem, isProblem } from '../../../client/errors.ts';

export { ApiProblem, ApiUnreachable, isProblem } from '../../../client/errors.ts';
export type { Code } from '../../../client/problem-code.ts';

/** Whether a change was refused because someone else changed the entity in the meantime. */
export const isConflict = (error: unknown): boolean =>
  isProblem(error, 'version-mismatch', 'concurrent-change');

/** The text of a problem for the user. */
export function textOf({ code, message }: ApiProblem): string {
  if (code === 'not-signed-in') return `You are not signed in. The API answered: ${message}`;
  if (code !== 'access-denied') return message;
  const role = /\bthe role (\w+)/.exec(message)?.[1];
  return `${message} Ask an administrator for ${role === undefined ? 'it' : `the role ${role}`}.`;
}
