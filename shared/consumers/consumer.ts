import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { EventBridgeEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { DomainEvent, EventContract, EventOf } from '../events/define-event.ts';
import { logger } from '../logging/logger.ts';
import { duration } from '../logging/metrics.ts';

/**
 * A Lambda on a queue that an EventBridge rule fills: parses each event with its contract and handles it.
 * Events are handled one after the other; one that fails is reported alone and comes again, at last into the
 * dead-letter queue, while the others go on. How late the latest of
 * a batch was handled is the metric `EventLag`.
 * @param contracts the events that the rule lets through.
 * @param handle must be idempotent: any event can come twice, and in any order.
 * @returns the Lambda's handler, with the `contracts` that it takes: its rule is checked against them.
 */
export function consumer<const Contracts extends readonly EventContract[]>(
  contracts: Contracts,
  handle: (event: EventOf<Contracts[number]>) => Promise<void>,
) {
  const processor = new BatchProcessor(EventType.SQS);

  const handleRecord = async (record: SQSRecord, lags: Map<string, number>): Promise<void> => {
    logger.resetKeys();
    try {
      const event = parseEvent(contracts, record.body);
      const { correlationId, eventId, occurredAt } = event.metadata;
      logger.appendKeys({ correlationId, eventId, event: event.name });
      await handle(event as EventOf<Contracts[number]>);
      logger.info('handled');
      lags.set(event.name, Math.max(lags.get(event.name) ?? 0, Date.now() - Date.parse(occurredAt)));
    } catch (error) {
      logger.error('not handled', { error: error as Error, messageId: record.messageId });
      throw error;
    }
  };

  const handleBatch = async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const lags = new Map<string, number>();
    const answer = await processPartialResponse(
      event,
      (record: SQSRecord) => handleRecord(record, lags),
      processor,
      {
        processInParallel: false,
        throwOnFullBatchFailure: false,
      },
    );
    for (const [name, lag] of lags) duration('EventLag', lag, { event: name });
    return answer;
  };
  return Object.assign(handleBatch, { contracts });
}

/** @throws Error for an event without contract, ZodError for one that does not fit. */
function parseEvent(contracts: readonly EventContract[], body: string): DomainEvent {
  const envelope = JSON.parse(body) as EventBridgeEvent<string, unknown>;
  const contract = contracts.find(
    ({ name, source }) => name === envelope['detail-type'] && source === envelope.source,
  );
  if (contract === undefined) {
    throw new Error(`No contract for ${envelope['detail-type']} of ${envelope.source}`);
  }
  const { metadata, data } = contract.detail.parse(envelope.detail);
  return { name: contract.name, source: contract.source, metadata, data };
}
