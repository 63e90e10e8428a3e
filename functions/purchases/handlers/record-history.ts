import { RecordHistory } from '../../../contracts/consumers/purchases.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { history } from '../adapters/tables.ts';
import { stepOf } from '../domain/purchase-step.ts';

/** All events about purchases → the purchase-history table */
export const handler = consumer(RecordHistory, (event) =>
  history.add(event.metadata.aggregateId, stepOf(event)),
);
