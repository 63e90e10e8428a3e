import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import * as z from 'zod';
import { Journal, type JournalRow } from '../../sales-import/journal.ts';
import { storedMoneySchema } from '../../shared/values/money.ts';

const header = z.object({ target: z.string(), afresh: z.boolean() });
const entrySchema = z.object({
  line: z.string(),
  purchaseId: z.string(),
  status: z.enum(['pending', 'completed', 'rejected', 'cancelled']),
  code: z.string().optional(),
  unitPrice: storedMoneySchema.optional(),
  file: z.string().optional(),
});
const stocked = z.object({ stocked: z.string() });
const returning = z.object({
  returning: z.string(),
  parts: z.array(z.object({ purchaseId: z.string(), quantity: z.int(), unitPrice: storedMoneySchema })),
});
const lineSchema = z.union([header, entrySchema, stocked, returning]);

/**
 * Opens a journal that is kept in a JSON Lines file, which may have those of several systems. A header names the system that the rows below
 * it belong to. Each row is written at once, before the next request.
 * @param target the system's base URL.
 * @throws Error that names the line which is not of a journal.
 */
export function openJournal(path: string, target: string): Journal {
  const append = (value: object): void => appendFileSync(path, `${JSON.stringify(value)}\n`);
  let isHeaded = false;
  return new Journal(existsSync(path) ? rowsIn(path, target) : [], (row) => {
    const isAfresh = 'afresh' in row;
    if (isAfresh || !isHeaded) append({ target, afresh: isAfresh });
    isHeaded = true;
    if (!isAfresh) append(row);
  });
}

/** The rows of one system. */
function rowsIn(path: string, target: string): JournalRow[] {
  const text = readFileSync(path, 'utf8');
  const end = text.lastIndexOf('\n') + 1;
  // An incomplete last line: the last run was killed while writing it.
  if (end < text.length) truncateSync(path, Buffer.byteLength(text.slice(0, end)));
  const rows: JournalRow[] = [];
  let isOurs = false;
  for (const [index, line] of text.slice(0, end).split('\n').entries()) {
    if (line === '') continue;
    const value = parsed(line, index + 1, path);
    if ('target' in value) {
      isOurs = value.target === target;
      if (isOurs && value.afresh) rows.push({ afresh: true });
    } else if (isOurs) rows.push(value);
  }
  return rows;
}

function parsed(line: string, number: number, path: string): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(
      `${path} is not an import journal: line ${number} is invalid. Move the file away, or choose another folder with --state.`,
    );
  }
}
