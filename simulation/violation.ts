/** A promise that was broken. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** The promise, in a few words. */
  readonly rule: string;

  /** @param what exactly was found. */
  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.rule = rule;
  }
}

/** @throws Violation unless `holds`. */
export function must(holds: boolean, rule: string, what: () => string): asserts holds {
  if (!holds) throw new Violation(rule, what());
}
