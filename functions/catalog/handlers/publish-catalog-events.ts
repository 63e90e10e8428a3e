import { environment } from '../../../shared/config/environment.ts';
import { outboxClients } from '../../../shared/outbox/clients.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { eventsOfProduct, eventsOfReservation } from '../domain/catalog-events.ts';
import { removedProductSchema, storedProductSchema } from '../domain/product.ts';
import { storedReservationSchema } from '../domain/reservation.ts';

const { PRODUCTS_TABLE, RESERVATIONS_TABLE, EVENT_BUS_NAME, SET_ASIDE_QUEUE_URL } = environment(
  'PRODUCTS_TABLE',
  'RESERVATIONS_TABLE',
  'EVENT_BUS_NAME',
  'SET_ASIDE_QUEUE_URL',
);

/** The products' stream → ProductAdded, -Modified, -Removed; the reservations' → StockReserved, StockRejected */
export const handler = publisher({
  ...outboxClients,
  busName: EVENT_BUS_NAME,
  setAsideQueueUrl: SET_ASIDE_QUEUE_URL,
  tables: {
    [PRODUCTS_TABLE]: tableEvents(imagesOf(storedProductSchema, removedProductSchema), eventsOfProduct),
    [RESERVATIONS_TABLE]: tableEvents(imagesOf(storedReservationSchema), eventsOfReservation),
  },
});
