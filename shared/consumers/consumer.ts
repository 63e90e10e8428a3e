import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { EventContract, EventOf } from '../../contracts/definition/define-event.ts';
import { logger } from '../logging/logger.ts';
import { metricNames } from '../logging/metric-names.ts';
import { duration } from '../logging/metrics.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';
import { deadLetterQueueOf, moveToDeadLetters } from './dead-letter-queue.ts';
import { parseEvent } from './parse-event.ts';

/**
 * A Lambda on a queue that is fed by an EventBridge rule: parses each event with its contract and handles it.
 * Events are handled one after the other and share the time of the invocation. A failed event is reported alone: it is
 * redelivered, in the end to the dead-letter queue, and the others are not affected. An event that is not understood, such as
 * one of a version that is not known yet, goes there at once. The metric `EventLag` is the
 * longest time from an event of the batch to its handling.
 * @param contract the events that the rule matches, in all versions that are understood.
 * @param handle must be idempotent: events may arrive more than once and in any order.
 * @returns the Lambda's handler, with its `contract`.
 */
export function consumer<Events extends readonly EventContract[]>(
  contract: ConsumerContract<Events>,
  handle: (event: EventOf<Events[number]>) => Promise<void>,
) {
  const processor = new BatchProcessor(EventType.SQS);
  const deadLetters = deadLetterQueueOf(process.env);

  const handleRecord = async (record: SQSRecord, lags: Map<string, number>): Promise<void> => {
    logger.resetKeys();
    try {
      const event = parseEvent(contract.events, record.body);
      const { correlationId, eventId, occurredAt } = event.metadata;
      logger.appendKeys({ correlationId, eventId, event: event.name });
      await handle(event as EventOf<Events[number]>);
      logger.info('handled');
      lags.set(event.name, Math.max(lags.get(event.name) ?? 0, Date.now() - Date.parse(occurredAt)));
    } catch (error) {
      logger.error('not handled', { error: error as Error, messageId: record.messageId });
      const isMoved = deadLetters && (await moveToDeadLetters(deadLetters, record, error as Error));
      if (!isMoved) throw error;
    }
  };

  const handleBatch = async (event: SQSEvent, invocation?: Invocation): Promise<SQSBatchResponse> => {
    const lags = new Map<string, number>();
    let waiting = event.Records.length;
    const handleInItsTime = async (record: SQSRecord): Promise<void> => {
      const share = msOf(invocation) / waiting;
      waiting -= 1;
      // If the invocation timed out, events that were handled already would be redelivered as well.
      if (share <= 0) throw new Error('No time left for this event; it will be redelivered');
      await withinMs(share, () => handleRecord(record, lags));
    };
    const answer = await processPartialResponse(event, handleInItsTime, processor, {
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
    for (const [name, lag] of lags) duration(metricNames.eventLag, lag, { event: name });
    return answer;
  };
  return Object.assign(handleBatch, { contract });
}
