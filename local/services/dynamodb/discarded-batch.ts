import { randomUUID } from 'node:crypto';
import type { InvokeResult } from '../invoke.ts';
import type { StreamRecord } from './stream-reader.ts';

export interface DiscardedBatch {
  readonly functionArn: string;
  readonly shardId: string;
  /** At least one. */
  readonly records: readonly StreamRecord[];
  /** Why it is given up. */
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  /** The result of the last invocation; undefined if there was none. */
  readonly result: InvokeResult | undefined;
  readonly invokeCount: number;
}

/** The document that Lambda sends to a stream's onFailure destination: the position of the records, not the records. */
export function discardedBatch(batch: DiscardedBatch): Record<string, unknown> {
  const { functionArn, shardId, records, condition, result, invokeCount } = batch;
  const first = records[0];
  const last = records.at(-1);
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn,
      condition,
      approximateInvokeCount: invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: result?.ok === false ? 'Unhandled' : null,
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: records.length,
      streamArn: first?.eventSourceARN,
    },
  };
}

function arrival(record: StreamRecord | undefined): string {
  const seconds = record?.dynamodb.ApproximateCreationDateTime ?? 0;
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
