import type { Cause, Stored } from '../values/aggregate.ts';

/** The time at which test data is created. */
export const NOW = '2026-03-14T15:09:26.535Z';

/** A later time, at which test data is changed. */
export const LATER = '2026-03-14T16:00:00.000Z';

/** The cause of test data. */
export const aCause: Cause = { correlationId: 'a-correlation' };

/** The n-th fixed id; they sort by `n`. @param n 0..65,535. */
export const anId = (n: number): string =>
  `019b0000-0000-7000-8000-00000000${n.toString(16).padStart(4, '0')}`;

/** An item as stored in its table. */
export const stored = <Item extends object>(item: Item, cause: Cause = aCause): Stored<Item> => ({
  ...item,
  cause,
});
