import { once } from 'node:events';
import { setImmediate as endOfTurn, setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Collection, NotWrittenError, type Store } from './store.ts';
import { type Batch, type Change, openDatabase } from './store-database.ts';

const RETRY_MS = 250;

export interface SqliteStoreProps {
  /** The database's file. */
  readonly path: string;
  /** Called with SQLite's message each time that a write fails. Default: nothing. */
  readonly onFailure?: (message: string) => void;
}

/** A store in a SQLite database. */
export function openSqliteStore({ path, onFailure = () => {} }: SqliteStoreProps): Store {
  const database = openDatabase(path);
  const kept = database.read();
  database.close();
  return new SqliteStore(kept, new WriterThread(path), onFailure);
}

/** Changes whose caller waits, or noted ones, for which nobody does. */
interface Pending {
  readonly changes: readonly Change[];
  readonly waiting?: PromiseWithResolvers<void>;
}

class SqliteStore implements Store {
  readonly #kept: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  readonly #writer: WriterThread;
  readonly #onFailure: (message: string) => void;
  readonly #closing = new AbortController();
  #pending: Pending[] = [];
  #flushing: Promise<void> | undefined;

  constructor(
    kept: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
    writer: WriterThread,
    onFailure: (message: string) => void,
  ) {
    this.#kept = kept;
    this.#writer = writer;
    this.#onFailure = onFailure;
  }

  collection<Value>(name: string): Collection<Value> {
    return {
      kept: (this.#kept.get(name) ?? new Map()) as ReadonlyMap<string, Value>,
      write: (key, value) => this.#write([[name, key, JSON.stringify(value)]]),
      note: (key, value) => this.#add({ changes: [[name, key, JSON.stringify(value)]] }),
      forget: (key) => this.#add({ changes: [[name, key]] }),
    };
  }

  saved(): Promise<void> {
    return this.#write([]);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#flushing;
    await this.#writer.close();
  }

  #write(changes: readonly Change[]): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    this.#add({ changes, waiting });
    return waiting.promise;
  }

  #add(pending: Pending): void {
    this.#pending.push(pending);
    this.#flushing ??= this.#flush();
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      await endOfTurn();
      const batch = this.#pending.splice(0);
      const failure = await this.#writer.write({
        changes: batch.flatMap(({ changes }) => changes),
        durable: batch.some(({ waiting }) => waiting !== undefined),
      });
      if (failure === undefined) {
        for (const { waiting } of batch) waiting?.resolve();
        continue;
      }
      this.#onFailure(failure);
      for (const { waiting } of batch) waiting?.reject(new NotWrittenError(failure));
      // At the end, what was noted and cannot be written is left: it will be done once more.
      if (this.#closing.signal.aborted) break;
      this.#pending.unshift(...batch.filter(({ waiting }) => waiting === undefined));
      await sleep(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
    this.#flushing = undefined;
  }
}

/** The thread that has the database open; takes one batch at a time. */
class WriterThread {
  readonly #thread: Worker;
  #failure: string | undefined;
  #closed: Promise<void> | undefined;
  #answered: ((failure: string | undefined) => void) | undefined;

  constructor(path: string) {
    this.#thread = new Worker(new URL('./store-thread.ts', import.meta.url), {
      workerData: path,
      // Not those of this process, which may be for its main module only.
      execArgv: [],
    });
    this.#thread.on('message', (failure: string | undefined) => this.#answered?.(failure));
    this.#thread.on('error', (error) => {
      this.#failure = error.message;
      this.#answered?.(error.message);
    });
  }

  /** Resolves with why the batch could not be written; undefined if it is. */
  async write(batch: Batch): Promise<string | undefined> {
    if (this.#failure !== undefined) return this.#failure;
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#answered = resolve;
    this.#thread.postMessage(batch);
    return promise;
  }

  /** May be called again. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    if (this.#failure !== undefined) return;
    const exited = once(this.#thread, 'exit');
    this.#thread.postMessage('close');
    await exited;
  }
}
