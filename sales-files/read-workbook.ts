import readSheets from 'read-excel-file/universal';
import { SalesFileError } from './sales-file-error.ts';
import type { NumberedRecord } from './split-table.ts';

/** The sheets of a workbook, as text. */
export interface Sheet {
  readonly title: string;
  readonly records: readonly NumberedRecord[];
}

/** Whether bytes begin as an Excel workbook does, or any other zip archive. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  [0x50, 0x4b, 0x03, 0x04].every((byte, place) => bytes[place] === byte);

/** @throws SalesFileError if it is another archive, or damaged. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  try {
    // A view of a part of a larger buffer would be read as the whole.
    const sheets = await readSheets(Uint8Array.from(bytes).buffer);
    return sheets.map(({ sheet, data }) => ({
      title: sheet,
      records: data.map((row, n) => ({ number: n + 1, record: row.map(textOf) })),
    }));
  } catch {
    throw new SalesFileError(
      'This is a zip archive, but no Excel workbook that can be read. Save the sales as “CSV UTF-8” and import that.',
    );
  }
}

/** A cell as CSV would have it, with a decimal point. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/\.000Z$/, '');
  // With three decimals, the point could be a separator of thousands.
  return typeof cell === 'number' ? String(cell).replace(/^(-?\d+\.\d{3})$/, '$10') : String(cell);
}
