import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { NamedFile, RejectedLine } from '../../sales-import/plan.ts';
import { rejectedRows } from '../../sales-import/rejected-rows.ts';
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
    const lines = byFile.get(name);
    if (lines === undefined) return [];
    const path = rejectedFile(folder, name === '-' ? 'standard-input' : name);
    writeFileSync(path, stringify(rejectedRows(header, lines)));
    return [path];
  });
}
