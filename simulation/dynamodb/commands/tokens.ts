import { isDeepStrictEqual } from 'node:util';
import { tokenMismatch, ValidationException } from '../values/errors.ts';

const VALID_MS = 10 * 60 * 1000;
const MAX_LENGTH = 36;

/** The tokens of transactions that were applied, for ten minutes. */
export class Tokens {
  readonly #now: () => number;
  readonly #applied = new Map<string, { readonly request: unknown; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Whether a transaction with this token was applied.
   * @param request all that was asked for; nobody may change it.
   * @throws IdempotentParameterMismatchException if it was another one
   */
  isKnown(token: string, request: unknown): boolean {
    if (token.length === 0 || token.length > MAX_LENGTH) {
      throw new ValidationException(`ClientRequestToken must have from 1 to ${MAX_LENGTH} characters`);
    }
    this.#forgetOld();
    const applied = this.#applied.get(token);
    if (applied === undefined) return false;
    if (!isDeepStrictEqual(applied.request, request)) throw tokenMismatch();
    return true;
  }

  remember(token: string, request: unknown): void {
    this.#applied.set(token, { request, until: this.#now() + VALID_MS });
  }

  /** They are in the order in which they expire. */
  #forgetOld(): void {
    const now = this.#now();
    for (const [token, { until }] of this.#applied) {
      if (until > now) return;
      this.#applied.delete(token);
    }
  }
}
