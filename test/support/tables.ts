import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Runtime } from '../../local/runtime.ts';

/** The JSON of a row; DynamoDB returns attributes in any order. */
const jsonOf = (row: object, ignored: string | undefined): string =>
  JSON.stringify(row, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => name !== ignored)
            .toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : value,
  );

/** All rows of all tables of a system, in a fixed order. @param ignored an attribute to leave out. */
export async function allRows(
  { awsEndpoint: endpoint, awsCredentials: credentials }: Pick<Runtime, 'awsEndpoint' | 'awsCredentials'>,
  ignored?: string,
): Promise<Record<string, string[]>> {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const rows: Record<string, string[]> = {};
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      const found: string[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        found.push(...Items.map((item) => jsonOf(unmarshall(item), ignored)));
      }
      rows[TableName] = found.toSorted();
    }
  }
  return rows;
}
