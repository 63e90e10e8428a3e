import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { RejectedLine } from './plan.ts';

/** Writes the rejected lines in the order of the file, each with its line number and reason. */
export function writeRejected(
  path: string,
  header: readonly string[],
  rejected: readonly RejectedLine[],
): void {
  const rows = rejected
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, record, reason }) => [
      // Lines with too few or too many columns are padded or cut, so that the added columns line up.
      ...header.map((_, column) => record[column] ?? ''),
      String(number),
      reason,
    ]);
  writeFileSync(path, stringify([[...header, 'Line', 'Reason'], ...rows]));
}
