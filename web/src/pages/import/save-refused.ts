import type { RejectedLine } from '../../../../sales-import/plan.ts';
import { rejectedRows } from '../../../../sales-import/rejected-rows.ts';
import { saveFile } from '../../components/save-file.ts';
import { csvLines } from '../../list-export/csv.ts';
import { inPageWords } from './in-page-words.ts';

/**
 * Saves refused lines as CSV for spreadsheets: the file's own columns, and the number of each line and why. It can be corrected and
 * imported: the importer knows the apostrophe that keeps a cell from being a formula.
 */
export function saveRefused(
  fileName: string,
  header: readonly string[],
  rejected: readonly RejectedLine[],
): void {
  const said = rejected.map((line) => ({ ...line, reason: inPageWords(line.reason) }));
  const text = `\ufeff${csvLines(rejectedRows(header, said))}`;
  saveFile(
    `${fileName.replace(/(\.(csv|tsv|txt|xlsx))?(\.gz)?$/i, '')}.rejected.csv`,
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
}
