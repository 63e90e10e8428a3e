import type { FieldError, ProblemCode } from '../../contracts/definition/problems.ts';

/** Every reason for which a service refuses what it is asked to do; the others are HTTP's own. */
export type RefusalCode = Exclude<
  ProblemCode,
  | 'not-signed-in'
  | 'access-denied'
  | 'method-not-allowed'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'internal-error'
>;

/** A request that is refused: a code for programs, a detail for people, and the bad fields if any. */
export class Refusal<Code extends string = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  readonly errors: readonly FieldError[] | undefined;

  constructor(code: Code, detail: string, errors?: readonly FieldError[]) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** For an entity that does not exist or was removed. */
export const notFound = (what: string, id: string): Refusal =>
  new Refusal('not-found', `There is no ${what} ${id}.`);
