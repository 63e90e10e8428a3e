import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import * as z from 'zod';
import { type Money, storedMoneySchema } from '../../shared/values/money.ts';

/** The result of a line: its purchase with its status. That of a return has a purchase of which it took pieces back, and is `cancelled`. */
export interface JournalEntry {
  readonly purchaseId: string;
  readonly status: 'pending' | 'completed' | 'rejected' | 'cancelled';
  /** Why the purchase was rejected. */
  readonly code?: string | undefined;
  /** The price of one piece at which it was made. */
  readonly unitPrice?: Money | undefined;
  /** The file that the line was in. */
  readonly file?: string | undefined;
}

/** Pieces of a purchase in the system that a return takes back. `unitPrice` is what each had cost. */
export interface TakenPart {
  readonly purchaseId: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

const header = z.object({ target: z.string(), afresh: z.boolean() });
const entrySchema = z.object({
  line: z.string(),
  purchaseId: z.string(),
  status: z.enum(['pending', 'completed', 'rejected', 'cancelled']),
  code: z.string().optional(),
  unitPrice: storedMoneySchema.optional(),
  file: z.string().optional(),
});
/** That there is enough of a product in stock for some lines. */
const stocked = z.object({ stocked: z.string() });
/** What a return is about to take back. */
const returning = z.object({
  returning: z.string(),
  parts: z.array(z.object({ purchaseId: z.string(), quantity: z.int(), unitPrice: storedMoneySchema })),
});
const row = z.union([header, entrySchema, stocked, returning]);

/**
 * A JSON Lines file that records which lines have been imported into which system. A header names the system that the
 * entries below it belong to. Each entry is written at once, before the next request.
 */
export class Journal {
  readonly #path: string;
  readonly #target: string;
  readonly #entries = new Map<string, JournalEntry>();
  readonly #stocked = new Set<string>();
  readonly #taken = new Map<string, readonly TakenPart[]>();
  #headed = false;

  /**
   * @param target the system's base URL.
   * @throws Error that names the line which is not a journal entry.
   */
  constructor(path: string, target: string) {
    this.#path = path;
    this.#target = target;
    if (existsSync(path)) this.#read(readFileSync(path, 'utf8'));
  }

  /** The entries of this system, by line key. */
  get entries(): ReadonlyMap<string, JournalEntry> {
    return this.#entries;
  }

  /** Keys of what was put in stock. */
  get stocked(): ReadonlySet<string> {
    return this.#stocked;
  }

  /** What returns take back of purchases that were found in the system, by line key. */
  get taken(): ReadonlyMap<string, readonly TakenPart[]> {
    return this.#taken;
  }

  /** Before the first request: once a part was returned, the same purchases would no longer be chosen. */
  recordTaken(line: string, parts: readonly TakenPart[]): void {
    if (!this.#headed) this.#head(false);
    this.#taken.set(line, parts);
    this.#append({ returning: line, parts });
  }

  recordStock(key: string): void {
    if (!this.#headed) this.#head(false);
    this.#stocked.add(key);
    this.#append({ stocked: key });
  }

  record(line: string, entry: JournalEntry): void {
    if (!this.#headed) this.#head(false);
    this.#entries.set(line, entry);
    this.#append({ line, ...entry });
  }

  /** Discards all entries of this system, because it was emptied. */
  startOver(): void {
    this.#forget();
    this.#head(true);
  }

  #forget(): void {
    this.#entries.clear();
    this.#stocked.clear();
    this.#taken.clear();
  }

  #head(afresh: boolean): void {
    this.#append({ target: this.#target, afresh });
    this.#headed = true;
  }

  #append(value: object): void {
    appendFileSync(this.#path, `${JSON.stringify(value)}\n`);
  }

  #read(text: string): void {
    const end = text.lastIndexOf('\n') + 1;
    // An incomplete last line: the last run was killed while writing it.
    if (end < text.length) truncateSync(this.#path, Buffer.byteLength(text.slice(0, end)));
    let isOurs = false;
    for (const [index, line] of text.slice(0, end).split('\n').entries()) {
      if (line === '') continue;
      const value = this.#parse(line, index + 1);
      if ('target' in value) {
        isOurs = value.target === this.#target;
        if (isOurs && value.afresh) this.#forget();
      } else if (isOurs) {
        if ('stocked' in value) this.#stocked.add(value.stocked);
        else if ('returning' in value) this.#taken.set(value.returning, value.parts);
        else this.#entries.set(value.line, value);
      }
    }
  }

  #parse(line: string, number: number): z.infer<typeof row> {
    try {
      return row.parse(JSON.parse(line));
    } catch {
      throw new Error(
        `${this.#path} is not an import journal: line ${number} is invalid. Move the file away, or choose another folder with --state.`,
      );
    }
  }
}
