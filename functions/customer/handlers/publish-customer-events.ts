import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../../shared/config/environment.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { removedCustomerSchema, storedCustomerSchema } from '../domain/customer.ts';
import { eventsOfCustomer } from '../domain/customer-events.ts';

const { CUSTOMERS_TABLE, EVENT_BUS_NAME } = environment('CUSTOMERS_TABLE', 'EVENT_BUS_NAME');

/** The customers table's stream → CustomerAdded, CustomerUpdated, CustomerRemoved */
export const handler = publisher({
  client: new EventBridgeClient({}),
  busName: EVENT_BUS_NAME,
  tables: {
    [CUSTOMERS_TABLE]: tableEvents(imagesOf(storedCustomerSchema, removedCustomerSchema), eventsOfCustomer),
  },
});
