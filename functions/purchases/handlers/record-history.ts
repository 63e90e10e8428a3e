import { RecordHistory } from '../../../contracts/consumers/purchases.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { STEPS_AT_ONCE } from '../adapters/record-steps.ts';
import { dayCounter, recordSteps } from '../adapters/tables.ts';
import { dayCountOf } from '../domain/day-count.ts';

/** All events about purchases → the purchase-history table and the counts of the day; those that count in one row together */
export const handler = groupConsumer(RecordHistory, {
  by: (event) => {
    const { aggregateId } = event.metadata;
    const counted = dayCountOf(event);
    return counted === undefined ? aggregateId : dayCounter(counted.day).rowOf(aggregateId);
  },
  atMost: STEPS_AT_ONCE,
  handle: recordSteps,
});
