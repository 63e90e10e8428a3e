import type { RejectedLine } from './plan.ts';

/** The rejected lines of a file as a table: its own columns, and the number of each line and why. */
export const rejectedRows = (
  header: readonly string[],
  rejected: readonly RejectedLine[],
): (string | number)[][] => [
  [...header, 'Line', 'Reason'],
  ...rejected
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, record, reason }) => [
      // Lines with too few or too many columns are padded or cut, so that the added columns line up.
      ...header.map((_, column) => record[column] ?? ''),
      number,
      reason,
    ]),
];
