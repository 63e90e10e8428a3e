import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { inject } from 'vitest';
import { createTables } from '../../local/services/dynamodb/create-tables.ts';
import { loadSystem } from '../../local/template/load-system.ts';
import { translation } from '../dynamodb/translation.ts';
import { startContendingProxy } from './contending-proxy.ts';
import type { Contention } from './contention.ts';
import { startTableEngine } from './table-engine.ts';
import { type StreamFunction, TableStreams } from './table-streams.ts';

/** A service's tables, or for `operations` those that it compares, in their own engine. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  /** A table's name. @param variable its environment variable: `CUSTOMERS_TABLE`. */
  table(variable: string): string;
  /** What the stream of a table tells since the last time. @param variable as for {@link table}. */
  records(variable: string): Promise<DynamoDBRecord[]>;
  /** Hands what the stream of a table tells since the last time to a function, in batches. No record may fail. */
  feed(variable: string, handler: StreamFunction): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts an engine with a service's tables as declared in the synthesized template, and sets the environment of the
 * service's functions. Import modules that read it afterwards.
 * @param contention puts a contending proxy in front of the engine; default: none.
 */
export async function startDatabase(
  service: 'customer' | 'catalog' | 'purchases' | 'operations',
  contention?: Contention,
): Promise<Database> {
  const { tables, functions } = loadSystem(inject('assemblyDir'));
  // Each request of a test says who sends it, so that access is not open here.
  const { OPEN_ACCESS: _, ...environment } = Object.assign(
    {},
    ...functions
      .map((declared) => declared.environment)
      .filter(({ POWERTOOLS_SERVICE_NAME }) => POWERTOOLS_SERVICE_NAME === service),
  ) as Record<string, string>;
  const engine = await startTableEngine();
  const proxy = contention && (await startContendingProxy(engine.url, tables, contention));
  Object.assign(process.env, environment, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: engine.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: engine.credentials.secretAccessKey,
    AWS_ENDPOINT_URL: proxy?.url ?? engine.url,
  });
  const dynamoDb = new DynamoDBClient({});
  const client = DynamoDBDocumentClient.from(dynamoDb, translation);
  const streams = new TableStreams(engine);
  const table = (variable: string): string => {
    const name = environment[variable];
    if (name === undefined) throw new Error(`${service} has no ${variable}: ${Object.keys(environment)}`);
    return name;
  };
  const names = Object.values(environment);
  await createTables(
    dynamoDb,
    tables.filter(({ name }) => names.includes(name)),
  );
  return {
    client,
    table,
    records: (variable) => streams.records(table(variable)),
    feed: (variable, handler) => streams.feed(table(variable), handler),
    async close() {
      client.destroy();
      streams.close();
      await proxy?.close();
      await engine.close();
    },
  };
}
