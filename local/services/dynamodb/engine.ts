import { DatabaseSync } from 'node:sqlite';
import { type EngineProcess, startEngineProcess } from './engine-process.ts';

/** A free port may be taken by somebody else before the engine has it. */
const START_ATTEMPTS = 3;

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
  /** Called when the engine ends without `close()`. Default: nothing; the next request fails. */
  readonly onUnexpectedExit?: (error: Error) => void;
}

/** A running DynamoDB engine: DynamoDB and DynamoDB Streams at `url`, for any region and credentials. */
export interface Engine {
  readonly url: string;
  /** Forgets every stream record of every table. */
  dropStreamRecords(): void;
  /** Ends the engine and removes its data. */
  close(): Promise<void>;
}

/** Starts an empty engine on this machine; it ends with this process at the latest. */
export async function startEngine({ onUnexpectedExit }: EngineProps = {}): Promise<Engine> {
  const engine = await startOnSomePort(START_ATTEMPTS);
  let closing = false;
  void engine.exited.then((code) => {
    if (!closing) onUnexpectedExit?.(new Error(`The DynamoDB engine ended unexpectedly with code ${code}`));
  });
  const close = async () => {
    closing = true;
    await engine.close();
  };
  const sql = (statements: string) =>
    withDatabase(engine.databasePath, (database) => database.exec(statements));
  try {
    sql(STREAM_INDEXES);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: engine.url, dropStreamRecords: () => sql('DELETE FROM _stream_records'), close };
}

async function startOnSomePort(attempts: number): Promise<EngineProcess> {
  try {
    return await startEngineProcess();
  } catch (error) {
    if (attempts <= 1) throw error;
    return startOnSomePort(attempts - 1);
  }
}

function withDatabase(path: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    work(database);
  } finally {
    database.close();
  }
}
