import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateListTables,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../../model.ts';
import { TableChangedError, updateTable } from './update-table.ts';

/**
 * Creates the tables that are missing and brings the others up to date, all at once. Tables that the template does not
 * have stay as they are.
 * @throws TableChangedError; any other error names the table's logical id
 */
export async function createTables(client: DynamoDBClient, tables: readonly TableSpec[]): Promise<void> {
  const kept = new Set<string>();
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const name of TableNames) kept.add(name);
  }
  await Promise.all(
    tables.map(async (table) => {
      try {
        if (kept.has(table.name)) await bringUpToDate(client, table);
        else await createTable(client, table);
      } catch (error) {
        if (error instanceof TableChangedError) throw error;
        const { logicalId, name } = table;
        throw new Error(`Cannot create the table ${logicalId} (${name})`, { cause: error });
      }
    }),
  );
}

async function createTable(client: DynamoDBClient, { name, create, timeToLive }: TableSpec): Promise<void> {
  await client.send(new CreateTableCommand(create));
  if (timeToLive === undefined) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: timeToLive }));
}

async function bringUpToDate(client: DynamoDBClient, table: TableSpec): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table.name }));
  if (Table !== undefined) await updateTable(client, Table, table);
}
