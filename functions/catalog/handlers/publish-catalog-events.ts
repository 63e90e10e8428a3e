import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../../shared/config/environment.ts';
import { type EventsOfChange, publisher } from '../../../shared/outbox/publisher.ts';
import { eventsOfProduct, eventsOfReservation } from '../domain/catalog-events.ts';

const { PRODUCTS_TABLE, RESERVATIONS_TABLE, EVENT_BUS_NAME } = environment(
  'PRODUCTS_TABLE',
  'RESERVATIONS_TABLE',
  'EVENT_BUS_NAME',
);

/** The products' stream → ProductAdded, -Modified, -Removed; the reservations' → StockReserved, StockRejected */
export const handler = publisher({
  client: new EventBridgeClient({}),
  busName: EVENT_BUS_NAME,
  tables: {
    [PRODUCTS_TABLE]: eventsOfProduct as EventsOfChange,
    [RESERVATIONS_TABLE]: eventsOfReservation as EventsOfChange,
  },
});
