import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { RejectedLine } from './plan.ts';

/** Writes the rejected lines in the file's order, each with the number it has there and its reason. */
export function writeRejected(
  path: string,
  header: readonly string[],
  rejected: readonly RejectedLine[],
): void {
  const rows = rejected
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, record, reason }) => [
      // A line of another length would shift what follows it.
      ...header.map((_, column) => record[column] ?? ''),
      String(number),
      reason,
    ]);
  writeFileSync(path, stringify([[...header, 'Line', 'Reason'], ...rows]));
}
