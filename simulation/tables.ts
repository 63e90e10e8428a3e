import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type TableNames, tableNamesIn } from '../scripts/running/find-tables.ts';
import { translation } from '../shared/dynamodb/translation.ts';
import type { World } from './world/world.ts';

/** The tables of the present run, for what operators do. */
export const tableClient = DynamoDBDocumentClient.from(
  new DynamoDBClient({ region: 'us-east-1' }),
  translation,
);

/** The names of a world's tables. */
export function tableNames({ model }: World): TableNames {
  const names = model.tables.map(({ name }) => name);
  const prefix = names.find((name) => name.includes('-Customer-'))?.split('Customer-')[0] ?? '';
  return tableNamesIn(names, prefix);
}
