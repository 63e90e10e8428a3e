import * as z from 'zod';
import type { RouteContract } from './define-route.ts';
import { problemSchema } from './problem-schema.ts';
import { type ProblemCode, problemCodeOf } from './problems.ts';

/** If this environment variable is set, to any value, every answer is checked. It is not set on AWS. */
export const CHECK_ANSWERS = 'CHECK_ANSWERS';

/** An answer of the API. `body` is the parsed JSON; `undefined` if there is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Describes how an answer violates its contract: by an extra or missing field, or by a status or problem that the route
 * does not declare. `undefined` if it conforms.
 */
export function answerFault(route: RouteContract, { status, body }: Answer): string | undefined {
  const name = `${route.method} ${route.path}`;
  if (status >= 400) return problemFault(route, name, body);
  if (status !== route.answer.status) {
    return `${name} answered ${status}; its contract says ${route.answer.status}`;
  }
  const { error } = (route.answer.body ?? z.undefined()).safeParse(body);
  return error === undefined
    ? undefined
    : `${name} answered ${status} with a body that violates its contract:\n${z.prettifyError(error)}`;
}

/** Whether a body is a problem document. */
export const isProblem = (body: unknown): boolean => problemSchema().safeParse(body).success;

function problemFault(route: RouteContract, name: string, body: unknown): string | undefined {
  const { error, data } = problemSchema().safeParse(body);
  if (error !== undefined)
    return `${name} answered an error without a problem document:\n${z.prettifyError(error)}`;
  const code = problemCodeOf(data.type);
  return route.problems.includes(code as ProblemCode)
    ? undefined
    : `${name} answered the problem ${code}, which its contract does not declare`;
}
