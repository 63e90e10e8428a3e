import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

/** A row as DynamoDB returns it. */
export type Row = Record<string, AttributeValue>;

/**
 * The message that makes a publisher publish a row: a stream record of its insertion, as {@link recordIn} reads it.
 * @param tableArn of the table that the row is in. @param key the table's partition key.
 */
export function messageOf(tableArn: string, key: string, row: Row): string {
  const record = {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: `${tableArn}/stream/republished`,
    dynamodb: { Keys: { [key]: row[key] }, NewImage: row },
  } as DynamoDBRecord;
  // SQS refuses two characters that JSON does not escape.
  return JSON.stringify({ record }).replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff');
}
