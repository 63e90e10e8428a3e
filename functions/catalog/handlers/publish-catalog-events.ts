import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../../shared/config/environment.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { eventsOfProduct, eventsOfReservation } from '../domain/catalog-events.ts';
import { removedProductSchema, storedProductSchema } from '../domain/product.ts';
import { storedReservationSchema } from '../domain/reservation.ts';

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
    [PRODUCTS_TABLE]: tableEvents(imagesOf(storedProductSchema, removedProductSchema), eventsOfProduct),
    [RESERVATIONS_TABLE]: tableEvents(imagesOf(storedReservationSchema), eventsOfReservation),
  },
});
