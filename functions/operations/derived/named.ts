/** Derived data as people name them. */
export interface Named {
  /** As `npm run rebuild` takes it. */
  readonly name: string;
  /** What it is, in one line. */
  readonly text: string;
}
