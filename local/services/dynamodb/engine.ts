import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { retry } from '../../retry.ts';
import {
  databasePath,
  type EngineEnding,
  type EngineFolder,
  type EngineProcess,
  startEngineProcess,
} from './engine-process.ts';
import { type LoopbackAddress, unguessableAddress } from './loopback-address.ts';

/** A free port may be taken by somebody else before the engine has it. */
const START_ATTEMPTS = 3;

const RESTART_ATTEMPTS = 5;
/** Doubled with each attempt. */
const RESTART_BACKOFF_MS = 50;
/** An engine that exits more often than this within a minute is given up. */
const MAX_ENDINGS_PER_MINUTE = 20;

/** Broken connections show that the engine has exited a moment before the process event does. */
const NOTICE_MS = 250;

/** How long a stream record lasts: 24 h, as on AWS. */
const RECORD_SECONDS = 86_400;

/**
 * Without these the engine scans all of its stream records on every write and every GetRecords: 1 ms at 2,000
 * records, 8 ms at 20,000.
 */
const STREAM_INDEXES = `
  CREATE INDEX IF NOT EXISTS stream_records_by_table
    ON _stream_records(table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS stream_records_by_shard
    ON _stream_records(table_name, shard_id, CAST(sequence_number AS INTEGER));
`;

/** How long the engine of a process that was killed may need to end: 15 s. */
const RELEASE_ATTEMPTS = 300;
const RELEASE_BACKOFF_MS = 50;

export interface EngineProps {
  /** The folder that keeps the data. Default: a temporary one, so the engine is empty and forgets everything. */
  readonly folder?: string | undefined;
  /** Called with the reason each time the engine has exited by itself and been restarted. Default: nothing. */
  readonly onRestart?: (reason: string) => void;
  /** Called when the engine has exited and cannot be restarted. Default: nothing; requests fail. */
  readonly onUnexpectedExit?: (error: Error) => void;
}

/**
 * A running DynamoDB engine: DynamoDB and DynamoDB Streams at `url`, for any region and credentials. When it
 * exits by itself it is restarted, at the same address and with the same data.
 */
export interface Engine {
  readonly url: string;
  /** Resolves at once while the engine runs, else when it runs again; rejects when it never will. */
  running(): Promise<void>;
  /** {@link running} for a caller whose connection just broke: the exit may not have been noticed yet. */
  recovered(): Promise<void>;
  /** Forgets every stream record of every table. */
  dropStreamRecords(): void;
  /** Forgets the expired stream records of a table up to one that has been handled, which itself stays. */
  trimStreamRecords(tableName: string, handled: string): void;
  /** Ends the engine, and removes its data unless they are kept. */
  close(): Promise<void>;
}

/** Starts an engine on this machine; it is stopped when this process ends, at the latest. */
export async function startEngine(props: EngineProps = {}): Promise<Engine> {
  const folder =
    props.folder === undefined
      ? { path: mkdtempSync(join(tmpdir(), 'dynamodb-')), kept: false }
      : { path: props.folder, kept: true };
  try {
    if (folder.kept) await untilReleased(databasePath(folder));
    const { address, process } = await retry(() => startSomewhere(folder), {
      attempts: START_ATTEMPTS,
    });
    const engine = new SupervisedEngine(folder, address, process, props);
    try {
      engine.sql(STREAM_INDEXES);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  } catch (error) {
    remove(folder);
    throw error;
  }
}

function remove({ path, kept }: EngineFolder): void {
  if (!kept) rmSync(path, { recursive: true, force: true });
}

/** The engine of a process that was killed ends a moment later, and may still be writing until then. */
async function untilReleased(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const options = { attempts: RELEASE_ATTEMPTS, backoffMs: () => RELEASE_BACKOFF_MS };
  try {
    await retry(async () => useAlone(path), options);
  } catch (cause) {
    throw new Error(`The engine of an earlier start still uses ${path}`, { cause });
  }
}

/** @throws Error while another process has the database open */
function useAlone(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
  } finally {
    database.close();
  }
}

async function startSomewhere(
  folder: EngineFolder,
): Promise<{ address: LoopbackAddress; process: EngineProcess }> {
  const address = await unguessableAddress();
  return { address, process: await startEngineProcess(folder, address) };
}

class SupervisedEngine implements Engine {
  readonly url: string;
  readonly #folder: EngineFolder;
  readonly #address: LoopbackAddress;
  readonly #props: EngineProps;
  #process: EngineProcess;
  #running: Promise<void> = Promise.resolve();
  #endings: number[] = [];
  readonly #closing = new AbortController();

  constructor(folder: EngineFolder, address: LoopbackAddress, process: EngineProcess, props: EngineProps) {
    this.url = `http://${address.host}:${address.port}`;
    this.#folder = folder;
    this.#address = address;
    this.#props = props;
    this.#process = process;
    this.#watch(process);
  }

  running(): Promise<void> {
    return this.#running;
  }

  async recovered(): Promise<void> {
    await Promise.race([this.#process.exited, sleep(NOTICE_MS)]);
    await this.#running;
  }

  dropStreamRecords(): void {
    this.sql('DELETE FROM _stream_records');
  }

  /** The engine counts on from the last record it finds, so one has to stay. */
  trimStreamRecords(tableName: string, handled: string): void {
    this.#onDatabase((database) =>
      database
        .prepare(
          `DELETE FROM _stream_records
             WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < CAST(? AS INTEGER) AND created_at < ?`,
        )
        .run(tableName, handled, Math.floor(Date.now() / 1000) - RECORD_SECONDS),
    );
  }

  sql(statements: string): void {
    this.#onDatabase((database) => database.exec(statements));
  }

  /** Works on the engine's database, past the engine. */
  #onDatabase(work: (database: DatabaseSync) => unknown): void {
    const database = new DatabaseSync(databasePath(this.#folder), { timeout: 5000 });
    try {
      work(database);
    } finally {
      database.close();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running.catch(() => undefined);
    await this.#process.close();
    remove(this.#folder);
  }

  #watch(process: EngineProcess): void {
    void process.exited.then((ending) => {
      if (this.#closing.signal.aborted) return;
      this.#running = this.#startAgain(ending);
      this.#running.then(
        () => this.#props.onRestart?.(reasonOf(ending)),
        (error: Error) => {
          if (!this.#closing.signal.aborted) this.#props.onUnexpectedExit?.(error);
        },
      );
    });
  }

  async #startAgain(ending: EngineEnding): Promise<void> {
    const now = performance.now();
    this.#endings = [...this.#endings.filter((time) => now - time < 60_000), now];
    if (this.#endings.length > MAX_ENDINGS_PER_MINUTE) {
      const often = `${this.#endings.length} times within a minute`;
      throw new Error(`The DynamoDB engine exited unexpectedly ${often}, at last ${reasonOf(ending)}`);
    }
    try {
      this.#process = await retry(() => startEngineProcess(this.#folder, this.#address), {
        attempts: RESTART_ATTEMPTS,
        backoffMs: (failures) => RESTART_BACKOFF_MS * 2 ** failures,
        signal: this.#closing.signal,
      });
    } catch (cause) {
      const attempts = `could not be restarted in ${RESTART_ATTEMPTS} attempts`;
      throw new Error(`The DynamoDB engine exited unexpectedly ${reasonOf(ending)}, and ${attempts}`, {
        cause,
      });
    }
    this.#watch(this.#process);
  }
}

/** `with code 134: thread … panicked at …`: the exit code and the line that says most. */
function reasonOf({ code, output }: EngineEnding): string {
  const lines = output.split('\n').filter((line) => !line.includes('listening on'));
  const line = lines.find((one) => one.includes('panicked at')) ?? lines.at(-1);
  return line ? `with code ${code}: ${line}` : `with code ${code}`;
}
