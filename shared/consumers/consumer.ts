import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { DomainEvent, EventContract, EventOf } from '../../contracts/definition/define-event.ts';
import { logger } from '../logging/logger.ts';
import { metricNames } from '../logging/metric-names.ts';
import { duration } from '../logging/metrics.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';

/** How far in the future an event may be: clocks differ. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The part of an event that identifies its contract, which then parses the event. */
const envelopeSchema = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.looseObject({ metadata: z.looseObject({ schemaVersion: z.unknown() }) }),
});

/**
 * A Lambda on a queue that is fed by an EventBridge rule: parses each event with its contract and handles it.
 * Events are handled one after the other and share the time of the invocation. A failed event is reported alone: it is
 * redelivered, in the end to the dead-letter queue, and the others are not affected. The metric `EventLag` is the
 * longest time from an event of the batch to its handling.
 * @param contract the events that the rule matches. Events of other versions fail, and so end in the dead-letter queue.
 * @param handle must be idempotent: events may arrive more than once and in any order.
 * @returns the Lambda's handler, with its `contract`.
 */
export function consumer<Events extends readonly EventContract[]>(
  contract: ConsumerContract<Events>,
  handle: (event: EventOf<Events[number]>) => Promise<void>,
) {
  const processor = new BatchProcessor(EventType.SQS);

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
      throw error;
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

/**
 * @throws Error if there is no contract for the event or its version, or if its time is in the future; ZodError if it
 * does not match its contract.
 */
function parseEvent(contracts: readonly EventContract[], body: string): DomainEvent {
  const { source, 'detail-type': name, detail } = envelopeSchema.parse(JSON.parse(body));
  const versions = contracts.filter((contract) => contract.name === name && contract.source === source);
  if (versions.length === 0) throw new Error(`No contract for ${name} of ${source}`);
  const version = detail.metadata.schemaVersion;
  const contract = versions.find(({ schemaVersion }) => schemaVersion === version);
  if (contract === undefined) {
    const known = versions.map(({ schemaVersion }) => schemaVersion).join(', ');
    throw new Error(`No contract for version ${JSON.stringify(version)} of ${name}; known here: ${known}`);
  }
  const { metadata, data } = contract.detail.parse(detail);
  if (Date.parse(metadata.occurredAt) > Date.now() + MAX_AHEAD_MS) {
    throw new Error(`${name} of ${metadata.occurredAt} is too far in the future`);
  }
  return { name: contract.name, source: contract.source, metadata, data };
}
