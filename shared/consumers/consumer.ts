import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { DomainEvent, EventContract, EventOf } from '../../contracts/definition/define-event.ts';
import { logger } from '../logging/logger.ts';
import { metricNames } from '../logging/metric-names.ts';
import { duration } from '../logging/metrics.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';

/** How far ahead of the clock here another service's may be. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** What tells the contract of an event; the contract parses the rest. */
const envelopeSchema = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.looseObject({ metadata: z.looseObject({ schemaVersion: z.unknown() }) }),
});

/**
 * A Lambda on a queue that an EventBridge rule fills: parses each event with its contract and handles it.
 * Events are handled one after the other, and share the time of the invocation; one that fails is reported alone and
 * comes again, at last into the dead-letter queue, while the others go on. How late the latest of a batch was handled
 * is the metric `EventLag`.
 * @param contract the events that the rule lets through. An event of a version that it does not name is not handled,
 * and so ends in the dead-letter queue.
 * @param handle must be idempotent: any event can come twice, and in any order.
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
      // An invocation that runs out of time fails as a whole: what was handled already would come again.
      if (share <= 0) throw new Error('No time is left for this event; it comes again');
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
 * @throws Error for an event, or a version of it, without contract, and for one of the future; ZodError for one that
 * does not fit.
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
    throw new Error(`${name} of ${metadata.occurredAt} has not happened yet`);
  }
  return { name: contract.name, source: contract.source, metadata, data };
}
