import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Rows } from '../../functions/operations/derived/rows.ts';
import { translation } from '../../shared/dynamodb/translation.ts';
import { findTables } from './find-tables.ts';

/** The rows of a system's tables. @param prefix how the names of its stacks begin. @throws NoSystem */
export const openRows = async (client: DynamoDBClient, prefix: string): Promise<Rows> =>
  new Rows(DynamoDBDocumentClient.from(client, translation), await findTables(client, prefix));
