import type { IncomingHttpHeaders } from 'node:http';
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../data/store.ts';
import type { EventSourceSpec, TableSpec } from '../../model.ts';
import type { Activity } from '../activity.ts';
import type { AwsResponse } from '../aws-api.ts';
import type { Deliver } from '../invoke.ts';
import type { LocalService } from '../local-service.ts';
import { dynamoDbApi, dynamoDbStreamsApi } from './api.ts';
import { createTables } from './create-tables.ts';
import { type Engine, type EngineProps, startEngine } from './engine.ts';
import { EngineClient } from './engine-client.ts';
import { expressionSyntaxError } from './expression-syntax.ts';
import { keyFault } from './key-faults.ts';
import { withoutNulPrefix } from './nul-prefix.ts';
import { internalServerError, refusedKey, validationException } from './service-errors.ts';
import { StreamPositions } from './stream-positions.ts';
import { StreamReader } from './stream-reader.ts';
import { StreamSource, type StreamSourceProps } from './stream-source.ts';
import { keysOf, type TableKeys } from './table-keys.ts';
import { writtenTables } from './written-tables.ts';

/** Passes a signed request on to the engine; `operation` without its target prefix, `headers` as they came. */
export type EngineHandler = (
  operation: string,
  body: Buffer,
  headers: IncomingHttpHeaders,
) => Promise<AwsResponse>;

export interface DynamoDbProps
  extends Pick<StreamSourceProps, 'sendToQueue' | 'backoffMs' | 'now'>,
    EngineProps {
  readonly tables: readonly TableSpec[];
  /** All of the template's; those for anything but these tables' streams are ignored. */
  readonly eventSources: readonly EventSourceSpec[];
  readonly invoke: Deliver;
  readonly activity: Activity;
  /** Remembers how far streams have been read. */
  readonly store: Store;
  /** Called with the engine's message for each request that it fails to carry out. Default: nothing. */
  readonly onFailure?: (message: string) => void;
  /** Wraps DynamoDB, for tests: the engine alone never throttles and never reports a conflict. Default: no wrapper. */
  readonly before?: (dynamoDb: EngineHandler) => EngineHandler;
}

/** DynamoDB with the template's tables, and the event source mappings of their streams. */
export function createDynamoDb(props: DynamoDbProps): LocalService {
  return new DynamoDb(props);
}

/** The state of DynamoDB while it is running. */
interface Running {
  readonly engine: Engine;
  readonly client: EngineClient;
  readonly sdk: DynamoDBClient;
  /** By table name. */
  sources: ReadonlyMap<string, readonly StreamSource[]>;
}

class DynamoDb implements LocalService {
  readonly name = 'DynamoDB';
  readonly apis: LocalService['apis'];
  readonly #props: DynamoDbProps;
  readonly #positions: StreamPositions;
  readonly #keys: ReadonlyMap<string, TableKeys>;
  #running: Running | undefined;

  constructor(props: DynamoDbProps) {
    this.#props = props;
    this.#positions = new StreamPositions(props.store);
    this.#keys = keysOf(props.tables);
    const engine: EngineHandler = (operation, body, headers) => this.#pass(operation, body, headers);
    const dynamoDb = props.before?.(engine) ?? engine;
    this.apis = [
      { ...dynamoDbApi, handle: ({ operation, body, headers }) => dynamoDb(operation, body, headers) },
      { ...dynamoDbStreamsApi, handle: ({ operation, body, headers }) => engine(operation, body, headers) },
    ];
  }

  /** Starts the engine, and creates the tables or brings them up to date. */
  async start(): Promise<void> {
    const engine = await startEngine(this.#props);
    const sdk = new DynamoDBClient({
      endpoint: engine.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    this.#running = { engine, client: new EngineClient(engine.url), sdk, sources: new Map() };
    await this.#createTables(this.#running);
  }

  /** Reads what streams had not delivered when the data were last used. */
  resume(): void {
    const { engine, sources } = this.#started();
    for (const [tableName, ofTable] of sources) {
      const handled = this.#positions.handledByAll(ofTable.map(({ spec }) => spec));
      if (handled !== undefined) engine.trimStreamRecords(tableName, handled);
      for (const source of ofTable) source.resume();
    }
  }

  /** Empties every table and forgets what its stream has not delivered. */
  async reset(): Promise<void> {
    const running = this.#started();
    const { engine, sdk, sources } = running;
    closeSources(running);
    for (const { spec } of [...sources.values()].flat()) this.#positions.forget(spec);
    await engine.running();
    await Promise.all(this.#props.tables.map(({ name }) => deleteTable(sdk, name)));
    engine.dropStreamRecords();
    await this.#createTables(running);
  }

  async close(): Promise<void> {
    if (this.#running === undefined) return;
    const { engine, client, sdk } = this.#running;
    closeSources(this.#running);
    sdk.destroy();
    client.close();
    await engine.close();
  }

  /** A request that the engine was working on when it ended is answered with 500. */
  async #pass(operation: string, body: Buffer, headers: IncomingHttpHeaders): Promise<AwsResponse> {
    const { engine, client, sources } = this.#started();
    const text = body.toString();
    const syntaxError = expressionSyntaxError(text);
    if (syntaxError !== undefined) return validationException(syntaxError);
    const fault = keyFault(operation, text, this.#keys);
    if (fault !== undefined) return refusedKey(fault);
    const written = writtenTables(operation, text);
    const names = written === 'every' ? [...sources.keys()] : [...written];
    const answered = names.flatMap((name) => sources.get(name) ?? []).map((source) => source.expectWrite());
    try {
      await engine.running();
      const answer = await client.send(headers, withoutNulPrefix(operation, text));
      if (answer.status >= 500) this.#props.onFailure?.(answer.body.toString());
      return answer;
    } catch {
      // Answered when the engine runs again, so that the next attempt succeeds.
      await engine.recovered();
      return internalServerError();
    } finally {
      for (const done of answered) done();
    }
  }

  #started(): Running {
    if (this.#running === undefined) throw new Error('DynamoDB has not been started');
    return this.#running;
  }

  async #createTables(running: Running): Promise<void> {
    await createTables(running.sdk, this.#props.tables);
    running.sources = this.#streamSources(running.client);
  }

  #streamSources(client: EngineClient): Map<string, StreamSource[]> {
    const { eventSources, tables } = this.#props;
    return new Map(
      tables.map(({ name, streamArn }) => {
        const specs = eventSources.filter(
          ({ sourceArn, enabled }) => enabled && streamArn !== undefined && sourceArn === streamArn,
        );
        return [name, specs.map((spec) => this.#streamSource(client, name, spec))];
      }),
    );
  }

  #streamSource(client: EngineClient, tableName: string, spec: EventSourceSpec): StreamSource {
    const limit = Math.max(spec.batchSize, 100);
    const { sourceArn: streamArn } = spec;
    const after = this.#positions.of(spec);
    const reader = new StreamReader({ client, tableName, streamArn, limit, after });
    const onHandled = this.#positions.noteFor(spec);
    return new StreamSource({ ...this.#props, spec, reader, onHandled });
  }
}

function closeSources({ sources }: Running): void {
  for (const source of [...sources.values()].flat()) source.close();
}

/** An interrupted reset may have deleted the table already. */
async function deleteTable(sdk: DynamoDBClient, name: string): Promise<void> {
  try {
    await sdk.send(new DeleteTableCommand({ TableName: name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
