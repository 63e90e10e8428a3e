import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { NamedFile, RejectedLine } from './plan.ts';
import { rejectedFile } from './state-folder.ts';

/**
 * Writes the rejected lines of each file in their order, each with its line number and reason.
 * @returns the files that were written, none for a file without rejected lines.
 */
export function writeRejected(
  folder: string,
  files: readonly NamedFile[],
  rejected: readonly RejectedLine[],
): string[] {
  const byFile = Map.groupBy(rejected, ({ file }) => file);
  return files.flatMap(({ name, sales: { header } }) => {
    const lines = byFile.get(name)?.toSorted((a, b) => a.number - b.number);
    if (lines === undefined) return [];
    const rows = lines.map(({ number, record, reason }) => [
      // Lines with too few or too many columns are padded or cut, so that the added columns line up.
      ...header.map((_, column) => record[column] ?? ''),
      String(number),
      reason,
    ]);
    const path = rejectedFile(folder, name === '-' ? 'standard-input' : name);
    writeFileSync(path, stringify([[...header, 'Line', 'Reason'], ...rows]));
    return [path];
  });
}
