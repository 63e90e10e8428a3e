import type { Outline } from './outline.ts';

/** Something that nothing in a file tells, and somebody who knows the file can answer. */
export interface OpenQuestion {
  /** The option of the reader that is missing. */
  readonly option: 'currency' | 'dates';
  readonly question: string;
  /** The value of the option that an answer means; undefined if it means none. */
  readonly valueOf: (answer: string) => string | undefined;
}

/** A sales file that cannot be read as it is. The message says what to do, in words for whoever has the file. */
export class SalesFileError extends Error {
  override readonly name = 'SalesFileError';
  /** What would make the file readable, if one answer does. */
  readonly asks: OpenQuestion | undefined;
  /** What the file has; undefined if it is no table. */
  readonly outline: Outline | undefined;

  constructor(message: string, asks?: OpenQuestion, outline?: Outline) {
    super(message);
    this.asks = asks;
    this.outline = outline;
  }
}
