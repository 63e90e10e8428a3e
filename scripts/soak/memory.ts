import type { Footprint } from './footprint.ts';

/** What the system took at a time. */
export interface Sample extends Footprint {
  /** The number of the process: it changes with each kill. */
  readonly life: number;
  /** Requests since that process was started. */
  readonly requests: number;
}

/** Until then, a process is warming up. */
const EQUAL_LOAD = 300;
const MOST_GROWTH = 1.25;

/** How memory has developed; each figure is undefined if nothing was measured. */
export interface MemoryReport {
  /** The first, the middle and the last process that got so far, after the same number of requests. */
  readonly start: Sample | undefined;
  readonly middle: Sample | undefined;
  readonly end: Sample | undefined;
  /** The last process, halfway through its requests and at its last request. */
  readonly lastHalfway: Sample | undefined;
  readonly lastAtEnd: Sample | undefined;
  /** Undefined if there is too little to compare. */
  readonly isFlat: boolean | undefined;
}

/** The rule, in words. */
export const FLAT_RULE = `flat: the last process takes at most ${MOST_GROWTH} times what the first one took after ${EQUAL_LOAD} requests, and at its end at most ${MOST_GROWTH} times what it took halfway`;

/** @param samples in chronological order */
export function memoryReport(samples: readonly Sample[]): MemoryReport {
  const lives = [...Map.groupBy(samples, ({ life }) => life).values()];
  const equal = lives.flatMap((life) => life.find(({ requests }) => requests >= EQUAL_LOAD) ?? []);
  const last = lives.at(-1) ?? [];
  const lastAtEnd = last.at(-1);
  const lastHalfway = last.find(({ requests }) => requests >= (lastAtEnd?.requests ?? 0) / 2);
  const [start, end] = [equal[0], equal.at(-1)];
  const isFlat =
    start && end && start !== end && lastHalfway && lastAtEnd
      ? end.rssMb <= start.rssMb * MOST_GROWTH && lastAtEnd.rssMb <= lastHalfway.rssMb * MOST_GROWTH
      : undefined;
  return { start, middle: equal[equal.length >> 1], end, lastHalfway, lastAtEnd, isFlat };
}
