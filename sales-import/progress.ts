/** Shows how far the steps of an import are. */
export interface Progress {
  /** Shows a step while `work` runs; shows nothing if it has no items. */
  during<T>(label: string, total: number, work: () => Promise<T>): Promise<T>;
  /** Counts one more item of the current step as done. */
  advance(): void;
}
