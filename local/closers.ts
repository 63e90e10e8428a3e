type Close = () => Promise<void> | void;

/** Closes what has been started, in reverse order. */
export class Closers {
  readonly #closers: Close[] = [];
  #closing: Promise<void> | undefined;

  add(close: Close): void {
    this.#closers.push(close);
  }

  /**
   * Closes everything, once only. If something fails to close, the rest is closed all the same, and the first error
   * thrown.
   */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
