import { CreateTableCommand, type DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../../model.ts';

/** Creates the tables, all at once; an error names the table's logical id. */
export async function createTables(client: DynamoDBClient, tables: readonly TableSpec[]): Promise<void> {
  await Promise.all(tables.map((table) => createTable(client, table)));
}

async function createTable(
  client: DynamoDBClient,
  { logicalId, name, create, timeToLive }: TableSpec,
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(create));
    if (timeToLive) {
      await client.send(
        new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: timeToLive }),
      );
    }
  } catch (error) {
    throw new Error(`Cannot create the table ${logicalId} (${name})`, { cause: error });
  }
}
