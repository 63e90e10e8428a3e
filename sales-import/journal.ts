import type { Money } from '../shared/values/money.ts';

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

/** What a journal is written in: each row adds to those before it, or replaces one of the same key. */
export type JournalRow =
  | ({ readonly line: string } & JournalEntry)
  /** That there is enough of a product in stock for some lines. */
  | { readonly stocked: string }
  /** What a return is about to take back. */
  | { readonly returning: string; readonly parts: readonly TakenPart[] }
  /** The system was emptied: nothing before this counts. */
  | { readonly afresh: true };

/** Records which lines have been imported into one system. Where its rows are kept is up to whoever opens it. */
export class Journal {
  readonly #keep: (row: JournalRow) => void | Promise<void>;
  readonly #entries = new Map<string, JournalEntry>();
  readonly #stocked = new Set<string>();
  readonly #taken = new Map<string, readonly TakenPart[]>();

  /**
   * @param earlier the rows that were kept so far, in their order.
   * @param keep keeps a row at once; what it promises is waited for where the next request depends on it.
   */
  constructor(earlier: Iterable<JournalRow>, keep: (row: JournalRow) => void | Promise<void>) {
    for (const row of earlier) this.#take(row);
    this.#keep = keep;
  }

  /** By line key. */
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
  async recordTaken(line: string, parts: readonly TakenPart[]): Promise<void> {
    await this.#add({ returning: line, parts });
  }

  recordStock(key: string): void {
    void this.#add({ stocked: key });
  }

  record(line: string, entry: JournalEntry): void {
    void this.#add({ line, ...entry });
  }

  /** Discards all entries, because the system was emptied. */
  startOver(): void {
    void this.#add({ afresh: true });
  }

  #add(row: JournalRow): void | Promise<void> {
    this.#take(row);
    return this.#keep(row);
  }

  #take(row: JournalRow): void {
    if ('line' in row) {
      const { line, ...entry } = row;
      this.#entries.set(line, entry);
    } else if ('stocked' in row) this.#stocked.add(row.stocked);
    else if ('returning' in row) this.#taken.set(row.returning, row.parts);
    else for (const known of [this.#entries, this.#stocked, this.#taken]) known.clear();
  }
}
