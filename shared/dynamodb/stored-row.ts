import type * as z from 'zod';
import { logger } from '../logging/logger.ts';

/** Where a row lies. Both parts are logged, so the key must not contain personal data. */
export interface RowPlace {
  readonly table: string;
  readonly key: string;
}

/** A stored row that does not have the form that this version of the code reads. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
}

/**
 * Parses what came out of a table. A row that does not fit is logged with its table, its key and the names of the
 * bad fields, never with their values.
 * @throws UnreadableRow
 */
export function readRow<Row>(schema: z.ZodType<Row>, row: unknown, place: RowPlace): Row {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
  logger.error('unreadable row', { ...place, fields });
  throw new UnreadableRow(`${place.table} ${place.key} (${fields.join(', ')})`);
}

/** As {@link readRow} for a list, from which unreadable rows are left out: one bad row must not hide the others. */
export function readableRow<Row>(schema: z.ZodType<Row>, row: unknown, place: RowPlace): Row[] {
  try {
    return [readRow(schema, row, place)];
  } catch {
    return [];
  }
}
