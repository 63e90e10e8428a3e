/** One bad field: its dotted path in the request, and what is wrong with it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** Every reason for which a service refuses what it is asked to do. */
export type RefusalCode =
  | 'invalid-request'
  | 'invalid-cursor'
  | 'not-found'
  | 'insufficient-stock'
  | 'stock-limit'
  | 'purchase-pending'
  | 'purchase-rejected'
  | 'concurrent-change'
  | 'gone'
  | 'version-mismatch'
  | 'unknown-customer'
  | 'unknown-product'
  | 'idempotency-key-reused'
  | 'overloaded';

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

/** Refuses because the entity does not exist, or no longer. */
export const notFound = (what: string, id: string): Refusal =>
  new Refusal('not-found', `There is no ${what} ${id}.`);
