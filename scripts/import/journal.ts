import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import * as z from 'zod';

/** What became of a line: its purchase, and how that stands; a cancellation's line has the purchase it took back. */
export interface JournalEntry {
  readonly purchaseId: string;
  readonly status: 'pending' | 'completed' | 'rejected' | 'cancelled';
  /** The code of a rejected purchase. */
  readonly code?: string | undefined;
}

const header = z.object({ target: z.string(), afresh: z.boolean() });
const entry = z.object({
  line: z.string(),
  purchaseId: z.string(),
  status: z.enum(['pending', 'completed', 'rejected', 'cancelled']),
  code: z.string().optional(),
});
const row = z.union([header, entry]);

/**
 * The file that says which lines have been imported into which system, as JSON lines: a header names the
 * system, the entries below it belong to it. Each entry is written at once, before the next request.
 */
export class Journal {
  readonly #path: string;
  readonly #target: string;
  readonly #entries = new Map<string, JournalEntry>();
  #headed = false;

  /**
   * @param target the system's base URL.
   * @throws Error naming the line that is no journal's.
   */
  constructor(path: string, target: string) {
    this.#path = path;
    this.#target = target;
    if (existsSync(path)) this.#read(readFileSync(path, 'utf8'));
  }

  /** Lines of this system, by line key. */
  get entries(): ReadonlyMap<string, JournalEntry> {
    return this.#entries;
  }

  record(line: string, { purchaseId, status, code }: JournalEntry): void {
    if (!this.#headed) this.#head(false);
    this.#entries.set(line, { purchaseId, status, code });
    this.#append({ line, purchaseId, status, code });
  }

  /** Takes all entries of this system back: it was emptied. */
  startAfresh(): void {
    this.#entries.clear();
    this.#head(true);
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
    // A line without its end was being written when the last run was killed.
    if (end < text.length) truncateSync(this.#path, Buffer.byteLength(text.slice(0, end)));
    let isOurs = false;
    for (const [index, line] of text.slice(0, end).split('\n').entries()) {
      if (line === '') continue;
      const value = this.#parse(line, index + 1);
      if ('target' in value) {
        isOurs = value.target === this.#target;
        if (isOurs && value.afresh) this.#entries.clear();
      } else if (isOurs) {
        this.#entries.set(value.line, value);
      }
    }
  }

  #parse(line: string, number: number): z.infer<typeof row> {
    try {
      return row.parse(JSON.parse(line));
    } catch {
      throw new Error(`${this.#path} is not a journal of an import: line ${number} is not understood.`);
    }
  }
}
