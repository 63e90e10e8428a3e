import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Runtime } from '../../../local/runtime.ts';

/** An item of any table. */
export type Item = Readonly<Record<string, unknown>>;

/** The items of all tables, by table. */
export async function tablesOf({
  awsEndpoint,
  awsCredentials,
}: Pick<Runtime, 'awsEndpoint' | 'awsCredentials'>): Promise<Record<string, Item[]>> {
  const client = new DynamoDBClient({
    endpoint: awsEndpoint,
    region: 'us-east-1',
    credentials: awsCredentials,
  });
  const tables: Record<string, Item[]> = {};
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      const items: Item[] = [];
      for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      }
      tables[TableName] = items;
    }
  }
  return tables;
}
