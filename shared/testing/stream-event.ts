import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

/** An item before and after a change; `undefined` where it does not exist. */
export interface StreamChange {
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

/**
 * A record of a table's stream, as DynamoDB hands it to a Lambda; the key is the item's first attribute.
 * @param n its sequence number.
 */
export function aStreamRecord(table: string, n: number, { before, after }: StreamChange): DynamoDBRecord {
  const image = (item: object) => marshall(item, { removeUndefinedValues: true });
  return {
    eventID: `record-${n}`,
    eventSourceARN: `arn:aws:dynamodb:eu-west-1:111122223333:table/${table}/stream/2026-01-01T00:00:00.000`,
    dynamodb: {
      SequenceNumber: `${n}`,
      Keys: image(Object.fromEntries(Object.entries(after ?? before ?? {}).slice(0, 1))),
      ...(before === undefined ? {} : { OldImage: image(before) }),
      ...(after === undefined ? {} : { NewImage: image(after) }),
    },
  } as unknown as DynamoDBRecord;
}
