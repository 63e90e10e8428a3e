import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

/** The name of the table that a stream record comes from. */
export const tableOf = (record: DynamoDBRecord): string => record.eventSourceARN?.split('/')[1] ?? '';

/** An image of a stream record as an item; undefined if there is none. */
export const itemOf = (image: object | undefined): Record<string, unknown> | undefined =>
  image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);

/** The key of the item that a stream record is about, as text. */
export const keyOf = (record: DynamoDBRecord): string =>
  Object.values(itemOf(record.dynamodb?.Keys) ?? {}).join(' ');
