/** The numbers of a sum, by field. */
export type Sums = Readonly<Record<string, number>>;

/** Adds up sums, by the key of their rows. */
export class Totals {
  readonly #sums = new Map<string, Record<string, number>>();

  add(counter: string, addition: Sums): void {
    const sums = this.#sums.get(counter) ?? {};
    for (const [field, value] of Object.entries(addition)) sums[field] = (sums[field] ?? 0) + value;
    this.#sums.set(counter, sums);
  }

  /** Undefined if there was nothing to add, not even zero. */
  of(counter: string): Sums | undefined {
    return this.#sums.get(counter);
  }

  [Symbol.iterator](): Iterator<readonly [counter: string, sums: Sums]> {
    return this.#sums.entries();
  }
}
