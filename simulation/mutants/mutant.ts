/** A deliberate fault: in `file`, which contains `find` once, that is replaced by `replace`. */
export interface Mutant {
  /** What is broken, in a few words. */
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Default: some seed finds it. */
  readonly whyNotFound?: string;
}
