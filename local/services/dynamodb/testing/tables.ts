import type { EventSourceSpec, TableSpec } from '../../../model.ts';

/** A table with the key `id` and a stream of new and old images. */
export function aTable(name = 'orders'): TableSpec {
  const arn = `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`;
  return {
    logicalId: `Table-${name}`,
    name,
    arn,
    streamArn: `${arn}/stream/2026-01-02T03:04:05.678`,
    create: {
      TableName: name,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  };
}

export function aStreamEventSource(changes: Partial<EventSourceSpec> = {}): EventSourceSpec {
  return {
    logicalId: 'OrdersPublisher',
    functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:publisher',
    sourceArn: aTable().streamArn ?? '',
    enabled: true,
    batchSize: 100,
    maximumBatchingWindowSeconds: 0,
    reportBatchItemFailures: true,
    filters: [],
    bisectBatchOnError: false,
    maximumRecordAgeSeconds: -1,
    maximumRetryAttempts: -1,
    ...changes,
  };
}
