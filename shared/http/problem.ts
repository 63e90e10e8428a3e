import {
  type ProblemCode,
  type ProblemDocument,
  problems,
  problemTypeOf,
} from '../../contracts/definition/problems.ts';
import type { Refusal } from '../refusals/refusal.ts';

/** The problem document of a refusal. @param instance the path that was requested. */
export function problemOf(
  { code, message, errors }: Pick<Refusal<ProblemCode>, 'code' | 'message' | 'errors'>,
  instance: string,
  correlationId: string,
): ProblemDocument {
  const { status, title } = problems[code];
  return {
    type: problemTypeOf(code),
    title,
    status,
    detail: message,
    instance,
    ...(errors === undefined ? {} : { errors }),
    correlationId,
  };
}
