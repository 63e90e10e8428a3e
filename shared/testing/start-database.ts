import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { createTables } from '../../local/services/dynamodb/create-tables.ts';
import { startEngine } from '../../local/services/dynamodb/engine.ts';
import { loadSystem } from '../../local/template/load-system.ts';
import { startContendingProxy } from './contending-proxy.ts';
import type { Contention } from './contention.ts';

/** A service's tables, or for `operations` those that it compares, in their own engine. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  /** A table's name. @param variable its environment variable: `CUSTOMERS_TABLE`. */
  table(variable: string): string;
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
  const engine = await startEngine();
  const proxy = contention && (await startContendingProxy(engine.url, tables, contention));
  Object.assign(process.env, environment, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: proxy?.url ?? engine.url,
  });
  const dynamoDb = new DynamoDBClient({});
  const client = DynamoDBDocumentClient.from(dynamoDb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const names = Object.values(environment);
  await createTables(
    dynamoDb,
    tables.filter(({ name }) => names.includes(name)),
  );
  return {
    client,
    table(variable) {
      const name = environment[variable];
      if (name === undefined) throw new Error(`${service} has no ${variable}: ${Object.keys(environment)}`);
      return name;
    },
    async close() {
      client.destroy();
      await proxy?.close();
      await engine.close();
    },
  };
}
