import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { EventContract, EventOf } from '../../contracts/definition/define-event.ts';
import { logger, withLogKeys } from '../logging/logger.ts';
import { metricNames } from '../logging/metric-names.ts';
import { duration } from '../logging/metrics.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';
import { deadLetterQueueOf, moveToDeadLetters } from './dead-letter-queue.ts';
import { type Grouping, inGroups, NoTimeLeft } from './in-groups.ts';
import { parseEvent } from './parse-event.ts';

/** An event and the message that it came in. */
interface Delivery<Event> {
  readonly record: SQSRecord;
  readonly event: Event;
}

/**
 * A Lambda on a queue that is fed by an EventBridge rule: parses each event with its contract and handles it. Events of
 * different aggregates are handled at the same time, those of one in the order of the batch.
 * @param contract the events that the rule matches, in all versions that are understood.
 * @param handle must be idempotent: events may arrive more than once and in any order.
 * @returns the Lambda's handler, with its `contract`.
 */
export const consumer = <Events extends readonly EventContract[]>(
  contract: ConsumerContract<Events>,
  handle: (event: EventOf<Events[number]>) => Promise<void>,
) =>
  groupConsumer(contract, {
    by: ({ metadata }) => metadata.aggregateId,
    atMost: 1,
    handle: async ([event]) => {
      if (event !== undefined) await handle(event);
    },
  });

/**
 * A {@link consumer} that handles events together which change the same row, so that they do not compete for it.
 * A failed event is reported alone: it is redelivered, in the end to the dead-letter queue, and the others are not affected.
 * An event that is not understood, such as one of a version that is not known yet, goes there at once. What there is no
 * time for is reported before the invocation times out. The metric `EventLag` is the longest time from an event of the
 * batch to its handling.
 */
export function groupConsumer<Events extends readonly EventContract[], Ahead>(
  contract: ConsumerContract<Events>,
  { by, readAhead, handle, ...limits }: Grouping<EventOf<Events[number]>, Ahead>,
) {
  type Event = EventOf<Events[number]>;
  const deadLetters = deadLetterQueueOf(process.env);

  const handleBatch = async (batch: SQSEvent, invocation?: Invocation): Promise<SQSBatchResponse> => {
    logger.resetKeys();
    const lags = new Map<string, number>();
    const failed = new Set<string>();

    const failedWith = async (record: SQSRecord, error: Error): Promise<void> => {
      const { messageId } = record;
      logger.error('not handled', { error, messageId });
      const isMoved =
        deadLetters &&
        !(error instanceof NoTimeLeft) &&
        (await moveToDeadLetters(deadLetters, record, error));
      if (!isMoved) failed.add(messageId);
    };
    const settled = ({ record, event }: Delivery<Event>, error?: Error): Promise<void> =>
      withLogKeys(keysOf(event), async () => {
        if (error !== undefined) return failedWith(record, error);
        logger.info('handled');
        const lag = Date.now() - Date.parse(event.metadata.occurredAt);
        lags.set(event.name, Math.max(lags.get(event.name) ?? 0, lag));
      });

    const deliveries: Delivery<Event>[] = [];
    for (const record of batch.Records) {
      try {
        deliveries.push({ record, event: parseEvent(contract.events, record.body) as Event });
      } catch (error) {
        await failedWith(record, error as Error);
      }
    }
    const grouping: Grouping<Delivery<Event>, Ahead> = {
      by: ({ event }) => by(event),
      ...limits,
      ...(readAhead && { readAhead: (all) => readAhead(all.map(({ event }) => event)) }),
      handle: (group, ahead) => {
        const events = group.map(({ event }) => event);
        const [only, ...others] = events;
        // What is logged about several events has the keys of none.
        return withLogKeys(only === undefined || others.length > 0 ? {} : keysOf(only), () =>
          handle(events, ahead),
        );
      },
    };
    await withinMs(msOf(invocation), () => inGroups(deliveries, grouping, settled));
    for (const [name, lag] of lags) duration(metricNames.eventLag, lag, { event: name });
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
  return Object.assign(handleBatch, { contract });
}

const keysOf = ({ name, metadata }: EventOf<EventContract>) => {
  const { correlationId, eventId } = metadata;
  return { correlationId, eventId, event: name };
};
