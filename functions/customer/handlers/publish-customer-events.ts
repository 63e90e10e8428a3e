import { environment } from '../../../shared/config/environment.ts';
import { outboxClients } from '../../../shared/outbox/clients.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { removedCustomerSchema, storedCustomerSchema } from '../domain/customer.ts';
import { eventsOfCustomer } from '../domain/customer-events.ts';

const { CUSTOMERS_TABLE, EVENT_BUS_NAME, SET_ASIDE_QUEUE_URL } = environment(
  'CUSTOMERS_TABLE',
  'EVENT_BUS_NAME',
  'SET_ASIDE_QUEUE_URL',
);

/** The customers table's stream → CustomerAdded, CustomerUpdated, CustomerRemoved */
export const handler = publisher({
  ...outboxClients,
  busName: EVENT_BUS_NAME,
  setAsideQueueUrl: SET_ASIDE_QUEUE_URL,
  tables: {
    [CUSTOMERS_TABLE]: tableEvents(imagesOf(storedCustomerSchema, removedCustomerSchema), eventsOfCustomer),
  },
});
