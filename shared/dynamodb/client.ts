import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { translation } from './translation.ts';

/** The Lambda's document client, which keeps its connections between invocations. */
export const documentClient = DynamoDBDocumentClient.from(new DynamoDBClient({}), translation);
