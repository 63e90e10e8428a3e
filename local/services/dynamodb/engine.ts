import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { retry } from '../../retry.ts';
import { databasePath, type EngineEnding, type EngineProcess, startEngineProcess } from './engine-process.ts';
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

export interface EngineProps {
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
  /** Ends the engine and removes its data. */
  close(): Promise<void>;
}

/** Starts an empty engine on this machine; it is stopped when this process ends, at the latest. */
export async function startEngine(props: EngineProps = {}): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  try {
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
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startSomewhere(folder: string): Promise<{ address: LoopbackAddress; process: EngineProcess }> {
  const address = await unguessableAddress();
  return { address, process: await startEngineProcess(folder, address) };
}

class SupervisedEngine implements Engine {
  readonly url: string;
  readonly #folder: string;
  readonly #address: LoopbackAddress;
  readonly #props: EngineProps;
  #process: EngineProcess;
  #running: Promise<void> = Promise.resolve();
  #endings: number[] = [];
  readonly #closing = new AbortController();

  constructor(folder: string, address: LoopbackAddress, process: EngineProcess, props: EngineProps) {
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

  /** Runs statements on the engine's database, past the engine. */
  sql(statements: string): void {
    const database = new DatabaseSync(databasePath(this.#folder), { timeout: 5000 });
    try {
      database.exec(statements);
    } finally {
      database.close();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running.catch(() => undefined);
    await this.#process.close();
    rmSync(this.#folder, { recursive: true, force: true });
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
