import type * as z from 'zod';
import { logger } from '../logging/logger.ts';
import { metricNames } from '../logging/metric-names.ts';
import { count } from '../logging/metrics.ts';

/** Identifies a row in the log, so the key must not contain personal data. */
export interface RowPlace {
  readonly table: string;
  readonly key: string;
}

/** A stored row does not match its schema. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
}

/**
 * Parses a row from a table. A row that does not match the schema is counted, and logged with its table, its key and the
 * names of the bad fields, never with their values.
 * @throws UnreadableRow
 */
export function readRow<Row>(schema: z.ZodType<Row>, row: unknown, place: RowPlace): Row {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
  logger.error('unreadable row', { ...place, fields });
  count(metricNames.unreadableRows);
  throw new UnreadableRow(`${place.table} ${place.key} (${fields.join(', ')})`);
}

/** Like {@link readRow}, for lists: nothing for an unreadable row, so that it does not hide the others. */
export function readableRow<Row>(schema: z.ZodType<Row>, row: unknown, place: RowPlace): Row[] {
  try {
    return [readRow(schema, row, place)];
  } catch {
    return [];
  }
}
