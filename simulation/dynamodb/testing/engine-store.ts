import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as lib from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { EngineClient } from '../../../local/services/dynamodb/engine-client.ts';
import { StreamReader } from '../../../local/services/dynamodb/stream-reader.ts';
import { isDynamoDbLocal, startTableEngine } from '../../../shared/testing/table-engine.ts';
import type { Item, TableChange } from '../in-memory-dynamodb.ts';
import { keyNamesOf, TABLES } from './tables.ts';

/** The document client's commands by name. */
const commands = new Map(Object.entries(lib) as unknown as [string, new (input: object) => lib.GetCommand][]);

/** The same commands as the store has, answered by the engine. */
export interface EngineStore {
  execute(command: string, input: object): Promise<object>;
  items(table: string): Promise<Item[]>;
  /** Empties the tables and forgets their changes. */
  clear(): Promise<void>;
  /** What changed in a table since the last time. */
  changes(table: string): Promise<TableChange[]>;
  close(): Promise<void>;
}

/** Starts an engine with {@link TABLES}. */
export async function startEngineStore(): Promise<EngineStore> {
  const engine = await startTableEngine();
  const dynamoDb = new DynamoDBClient({
    endpoint: engine.url,
    region: 'eu-west-1',
    credentials: engine.credentials,
  });
  const client = lib.DynamoDBDocumentClient.from(dynamoDb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const streams = new EngineClient(engine.url, engine.credentials.accessKeyId);
  const readers = new Map<string, StreamReader>();
  for (const create of TABLES) {
    await dynamoDb.send(new CreateTableCommand(create));
    const tableName = String(create.TableName);
    readers.set(tableName, new StreamReader({ client: streams, tableName, streamArn: '', limit: 100 }));
  }
  const store: EngineStore = {
    execute(command, input) {
      const Class = commands.get(command);
      if (Class === undefined) throw new Error(`There is no ${command}`);
      return client.send(new Class(input));
    },
    async items(table) {
      const scan = lib.paginateScan({ client }, { TableName: table });
      const found: Item[] = [];
      for await (const { Items = [] } of scan) found.push(...Items);
      return found;
    },
    async clear() {
      for (const { TableName } of TABLES) {
        for (const item of await store.items(String(TableName))) {
          const Key = Object.fromEntries(keyNamesOf(String(TableName)).map((name) => [name, item[name]]));
          await client.send(new lib.DeleteCommand({ TableName, Key }));
        }
        // Its streams are not compared: they leave out what is null.
        if (!isDynamoDbLocal()) await store.changes(String(TableName));
      }
    },
    async changes(table) {
      const changes: TableChange[] = [];
      while (true) {
        const page = await readers.get(table)?.read();
        for (const { dynamodb } of page?.records ?? []) {
          const { OldImage, NewImage } = dynamodb as Record<string, Parameters<typeof unmarshall>[0]>;
          changes.push({
            table,
            ...(OldImage !== undefined && { before: unmarshall(OldImage) }),
            ...(NewImage !== undefined && { after: unmarshall(NewImage) }),
          });
        }
        if (page?.last ?? true) return changes;
      }
    },
    async close() {
      client.destroy();
      dynamoDb.destroy();
      streams.close();
      await engine.close();
    },
  };
  return store;
}
