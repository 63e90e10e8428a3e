import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../../shared/config/environment.ts';
import { type EventsOfChange, publisher } from '../../../shared/outbox/publisher.ts';
import { eventsOfCustomer } from '../domain/customer-events.ts';

const { CUSTOMERS_TABLE, EVENT_BUS_NAME } = environment('CUSTOMERS_TABLE', 'EVENT_BUS_NAME');

/** The customers table's stream → CustomerAdded, CustomerUpdated, CustomerRemoved */
export const handler = publisher({
  client: new EventBridgeClient({}),
  busName: EVENT_BUS_NAME,
  tables: { [CUSTOMERS_TABLE]: eventsOfCustomer as EventsOfChange },
});
