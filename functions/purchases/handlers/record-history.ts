import { RecordHistory } from '../../../contracts/consumers/purchases.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { dayCounter, history } from '../adapters/tables.ts';
import { dayCountOf } from '../domain/day-count.ts';
import { stepOf } from '../domain/purchase-step.ts';

/** All events about purchases → the purchase-history table and the counts of the day */
export const handler = consumer(RecordHistory, (event) => {
  const { aggregateId } = event.metadata;
  const counted = dayCountOf(event);
  return history.add(
    aggregateId,
    stepOf(event),
    counted === undefined ? [] : [dayCounter(counted.day).add(aggregateId, counted.addition)],
  );
});
