import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { logger } from '../logging/logger.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';
import { outgoingOf, type TablesEvents } from './outgoing.ts';
import { putEvents } from './put-events.ts';
import { recordIn } from './redriven.ts';
import { setAside } from './set-aside.ts';

export interface PublisherOptions {
  readonly bus: EventBridgeClient;
  readonly busName: string;
  readonly queues: SQSClient;
  /** The queue that keeps records which cannot be understood. */
  readonly setAsideQueueUrl: string;
  readonly tables: TablesEvents;
}

/** Records up to the first one that was not dealt with. */
interface Outcome {
  /** How many records are dealt with, counted from the first one without a gap: published, or set aside. */
  readonly done: number;
  /** Why the next one is not; undefined if all are. */
  readonly failure?: Error;
}

/**
 * The outbox: a Lambda on table streams, and on a queue of records that are published again, which puts the events of
 * each change on the bus. It never gives up on the bus: what was not sent is reported, and retried from there until it
 * expires. A record that cannot be understood is set aside, whole, so that the others can proceed.
 */
export function publisher(options: PublisherOptions) {
  const publish = publishWith(options);

  const fromStream = async (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => {
    const { done, failure } = await publish(records);
    if (failure === undefined) return { batchItemFailures: [] };
    logger.error('not published; it will be retried', { error: failure, records: records.length - done });
    // Counts as an error of the function, and is retried by emulators that ignore partial failures.
    if (done === 0) throw failure;
    return { batchItemFailures: [{ itemIdentifier: records[done]?.dynamodb?.SequenceNumber ?? '' }] };
  };

  const fromQueue = async ({ Records }: SQSEvent): Promise<DynamoDBBatchResponse> => {
    const failed: string[] = [];
    for (const { messageId, body } of Records) {
      try {
        const { failure } = await publish([recordIn(body)]);
        if (failure !== undefined) throw failure;
      } catch (error) {
        logger.error('not published again', { error: error as Error, messageId });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

  return (event: DynamoDBStreamEvent | SQSEvent, invocation?: Invocation): Promise<DynamoDBBatchResponse> =>
    withinMs(msOf(invocation), () => (isOfQueue(event) ? fromQueue(event) : fromStream(event.Records)));
}

const isOfQueue = (event: DynamoDBStreamEvent | SQSEvent): event is SQSEvent =>
  event.Records.some((record) => 'body' in record);

function publishWith({ bus, busName, queues, setAsideQueueUrl, tables }: PublisherOptions) {
  return async (records: readonly DynamoDBRecord[]): Promise<Outcome> => {
    const notUnderstood = new Map<number, Error>();
    const outgoing = records.flatMap((record, place) => {
      try {
        return outgoingOf(tables, busName, record).map((event) => ({ ...event, place }));
      } catch (error) {
        notUnderstood.set(place, error as Error);
        return [];
      }
    });
    const { sent, failure } = await putEvents(bus, outgoing);
    const done = outgoing[sent]?.place ?? records.length;
    logger.info('published', { records: done, events: sent });
    // Those after the first that was not published come again, and are set aside then.
    for (const [place, error] of [...notUnderstood].filter(([each]) => each < done)) {
      const record = records[place] as DynamoDBRecord;
      logger.error('stream record not understood; it is set aside', { error, eventId: record.eventID });
      try {
        await setAside(queues, setAsideQueueUrl, record, error);
      } catch (notKept) {
        return { done: place, failure: notKept as Error };
      }
    }
    return failure === undefined ? { done } : { done, failure };
  };
}
