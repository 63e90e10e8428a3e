import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { retry } from '../../local/retry.ts';
import { EngineClient } from '../../local/services/dynamodb/engine-client.ts';
import { StreamReader } from '../../local/services/dynamodb/stream-reader.ts';
import type { TableEngine } from './table-engine.ts';

const ATTEMPTS = 3;

/** A function on a table's stream. */
export type StreamFunction = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** The streams of an engine's tables, which tests read themselves. */
export class TableStreams {
  readonly #client: EngineClient;
  readonly #readers = new Map<string, StreamReader>();

  constructor({ url, credentials }: Pick<TableEngine, 'url' | 'credentials'>) {
    this.#client = new EngineClient(url, credentials.accessKeyId);
  }

  /** What the stream of a table tells since the last time. */
  async records(tableName: string): Promise<DynamoDBRecord[]> {
    const props = { client: this.#client, tableName, streamArn: `table/${tableName}`, limit: 100 };
    const reader = this.#readers.get(tableName) ?? new StreamReader(props);
    this.#readers.set(tableName, reader);
    const records: DynamoDBRecord[] = [];
    for (let last = false; !last; ) {
      // DynamoDB Local takes records out of a stream at its own time.
      const page = await retry(() => reader.read(), { attempts: ATTEMPTS });
      records.push(...(page.records as unknown as DynamoDBRecord[]));
      last = page.last;
    }
    return records;
  }

  /** Hands what the stream of a table tells since the last time to a function, in batches. No record may fail. */
  async feed(tableName: string, handler: StreamFunction): Promise<void> {
    const records = await this.records(tableName);
    while (records.length > 0) {
      const { batchItemFailures } = await handler({ Records: records.splice(0, 100) });
      if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} records failed`);
    }
  }

  close(): void {
    this.#client.close();
  }
}
