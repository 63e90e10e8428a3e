import type { ReservationEvent } from '../../../contracts/catalog/events.ts';
import type { PurchaseEvent } from '../../../contracts/purchases/events.ts';
import type { Counter } from '../../../shared/counters/counter.ts';
import { MAX_TRANSACTION_ITEMS } from '../../../shared/dynamodb/limits.ts';
import { dayCountOf, sumOf } from '../domain/day-count.ts';
import { stepOf } from '../domain/purchase-step.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** The most steps that are added together; what they count is an item of the transaction, too. */
export const STEPS_AT_ONCE = MAX_TRANSACTION_ITEMS - 1;

type Event = PurchaseEvent | ReservationEvent;

/**
 * Adds the steps of events to the history, and counts them for their day: together if all count in the same row and are new, one by
 * one otherwise. Idempotent by event.
 */
export const stepRecorder =
  (history: PurchaseHistory, dayCounter: (day: string) => Counter) =>
  async (events: readonly Event[]): Promise<void> => {
    const counts = events.flatMap((event) => dayCountOf(event) ?? []);
    const [first] = counts;
    const [event, ...others] = events;
    const areSteps = new Set(events.map(({ metadata }) => metadata.eventId)).size === events.length;
    if (
      event !== undefined &&
      first !== undefined &&
      others.length > 0 &&
      areSteps &&
      counts.length === events.length
    ) {
      const added = dayCounter(first.day).add(event.metadata.aggregateId, sumOf(counts));
      const steps = events.map((each) => [each.metadata.aggregateId, stepOf(each)] as const);
      if (await history.addTogether(steps, added)) return;
    }
    for (const each of events) {
      const { aggregateId } = each.metadata;
      const counted = dayCountOf(each);
      const writes =
        counted === undefined ? [] : [dayCounter(counted.day).add(aggregateId, counted.addition)];
      await history.add(aggregateId, stepOf(each), writes);
    }
  };
