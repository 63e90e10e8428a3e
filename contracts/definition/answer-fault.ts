import * as z from 'zod';
import type { RouteContract } from './define-route.ts';
import { type ProblemCode, problemCodeOf, problemSchema } from './problems.ts';

/** The environment variable that has every answer checked, whatever its value. It is not set on AWS. */
export const CHECK_ANSWERS = 'CHECK_ANSWERS';

/** An answer of the API. `body` is the parsed JSON, `undefined` for none. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/**
 * What is wrong with an answer, in words: it has fields that its contract does not name, lacks one, or a status or a
 * problem that the route does not name. `undefined` when it is as promised.
 */
export function answerFault(route: RouteContract, { status, body }: Answered): string | undefined {
  const name = `${route.method} ${route.path}`;
  if (status >= 400) return problemFault(route, name, body);
  if (status !== route.answer.status) {
    return `${name} answered ${status}; its contract says ${route.answer.status}`;
  }
  const { error } = (route.answer.body ?? z.undefined()).safeParse(body);
  return error === undefined
    ? undefined
    : `${name} answered ${status} with a body that does not fit its contract:\n${z.prettifyError(error)}`;
}

/** Whether a body is a problem document. */
export const isProblem = (body: unknown): boolean => problemSchema.safeParse(body).success;

function problemFault(route: RouteContract, name: string, body: unknown): string | undefined {
  const { error, data } = problemSchema.safeParse(body);
  if (error !== undefined) return `${name} answered no problem document:\n${z.prettifyError(error)}`;
  const code = problemCodeOf(data.type);
  return route.problems.includes(code as ProblemCode)
    ? undefined
    : `${name} answered the problem ${code}, which its contract does not name`;
}
