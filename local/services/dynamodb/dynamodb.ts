import type { IncomingHttpHeaders } from 'node:http';
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { Activity } from '../../activity.ts';
import type { EventSourceSpec, TableSpec } from '../../template/model.ts';
import type { Invoke } from '../invoke.ts';
import { createTables } from './create-tables.ts';
import { type Engine, type EngineProps, startEngine } from './engine.ts';
import { type EngineAnswer, EngineClient } from './engine-client.ts';
import { expressionSyntaxError } from './expression-syntax.ts';
import { internalServerError, validationException } from './service-errors.ts';
import { StreamReader } from './stream-reader.ts';
import { StreamSource, type StreamSourceProps } from './stream-source.ts';
import { writtenTables } from './written-tables.ts';

export interface DynamoDbProps extends Pick<StreamSourceProps, 'sendToQueue' | 'backoffMs'>, EngineProps {
  readonly tables: readonly TableSpec[];
  /** All of the template's; those of other sources than these tables' streams are passed over. */
  readonly eventSources: readonly EventSourceSpec[];
  readonly invoke: Invoke;
  readonly activity: Activity;
}

/** DynamoDB with the template's tables and the functions that read their streams. */
export interface DynamoDb {
  /** The engine itself. Writes made there, past `handle`, reach no stream consumer until the next write here. */
  readonly url: string;
  /**
   * Passes a signed request on, of DynamoDB or its streams; `operation` without its target prefix, `headers` as
   * they came. One that the engine had in its hands when it ended is answered with 500.
   */
  handle(operation: string, body: Buffer | string, headers: IncomingHttpHeaders): Promise<EngineAnswer>;
  /** Empties every table and forgets what its stream has not delivered. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the engine and creates the tables. */
export async function startDynamoDb(props: DynamoDbProps): Promise<DynamoDb> {
  const { tables } = props;
  const engine = await startEngine(props);
  const client = new EngineClient(engine.url);
  const sdk = new DynamoDBClient({
    endpoint: engine.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const close = () => closeAll(engine, client, sdk);
  let sources: ReadonlyMap<string, readonly StreamSource[]>;
  try {
    await createTables(sdk, tables);
    sources = streamSources(client, props);
  } catch (error) {
    await close();
    throw error;
  }
  const closeSources = () => {
    for (const source of [...sources.values()].flat()) source.close();
  };

  return {
    url: engine.url,
    async handle(operation, body, headers) {
      const text = body.toString();
      const syntaxError = expressionSyntaxError(text);
      if (syntaxError !== undefined) return validationException(syntaxError);
      const written = writtenTables(operation, text);
      const names = written === 'every' ? [...sources.keys()] : [...written];
      const answered = names.flatMap((name) => sources.get(name) ?? []).map((source) => source.expectWrite());
      try {
        await engine.running();
        return await client.send(headers, body);
      } catch {
        // Answered when the engine runs again, so that the next attempt succeeds.
        await engine.recovered();
        return internalServerError();
      } finally {
        for (const done of answered) done();
      }
    },
    async reset() {
      closeSources();
      await engine.running();
      await Promise.all(tables.map(({ name }) => deleteTable(sdk, name)));
      engine.dropStreamRecords();
      await createTables(sdk, tables);
      sources = streamSources(client, props);
    },
    async close() {
      closeSources();
      await close();
    },
  };
}

/** A reset that did not come to its end may have left no such table. */
async function deleteTable(sdk: DynamoDBClient, name: string): Promise<void> {
  try {
    await sdk.send(new DeleteTableCommand({ TableName: name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

function streamSources(client: EngineClient, props: DynamoDbProps): Map<string, StreamSource[]> {
  return new Map(
    props.tables.map((table) => {
      const specs = props.eventSources.filter(
        ({ sourceArn, enabled }) => enabled && table.streamArn !== undefined && sourceArn === table.streamArn,
      );
      const toSource = (spec: EventSourceSpec) => {
        const limit = Math.max(spec.batchSize, 100);
        const reader = new StreamReader({ client, tableName: table.name, streamArn: spec.sourceArn, limit });
        return new StreamSource({ ...props, spec, reader });
      };
      return [table.name, specs.map(toSource)];
    }),
  );
}

async function closeAll(engine: Engine, client: EngineClient, sdk: DynamoDBClient): Promise<void> {
  sdk.destroy();
  client.close();
  await engine.close();
}
