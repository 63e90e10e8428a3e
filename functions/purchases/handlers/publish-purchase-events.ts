import { environment } from '../../../shared/config/environment.ts';
import { outboxClients } from '../../../shared/outbox/clients.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { storedPurchaseSchema } from '../domain/purchase.ts';
import { eventsOfPurchase } from '../domain/purchase-events.ts';

const { PURCHASES_TABLE, EVENT_BUS_NAME, SET_ASIDE_QUEUE_URL } = environment(
  'PURCHASES_TABLE',
  'EVENT_BUS_NAME',
  'SET_ASIDE_QUEUE_URL',
);

/** The purchases' stream → PurchaseRequested, PurchaseCompleted, PurchaseRejected, PurchaseReturned, PurchaseCancelled */
export const handler = publisher({
  ...outboxClients,
  busName: EVENT_BUS_NAME,
  setAsideQueueUrl: SET_ASIDE_QUEUE_URL,
  tables: { [PURCHASES_TABLE]: tableEvents(imagesOf(storedPurchaseSchema), eventsOfPurchase) },
});
