/** The synthesized template cannot be run here; the message lists every reason, one a line. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  /** @param problems one sentence each, beginning with stack and logical id */
  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(
      `The template cannot run on this machine (${count}):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  }
}

/** Collects the problems of a template, so that one start reports all of them. */
export class Problems {
  readonly #found = new Set<string>();

  /** Notes a problem of a resource, or of the whole stack when `logicalId` is left out. */
  add(place: { readonly stackName: string; readonly logicalId?: string }, message: string): void {
    const where = place.logicalId === undefined ? place.stackName : `${place.stackName}/${place.logicalId}`;
    this.#found.add(`${where}: ${message}`);
  }

  /** Throws a {@link TemplateError} if anything was noted. */
  throwIfAny(): void {
    if (this.#found.size > 0) throw new TemplateError([...this.#found]);
  }
}
