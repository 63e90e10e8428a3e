import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../../shared/config/environment.ts';
import { publisher } from '../../../shared/outbox/publisher.ts';
import { imagesOf, tableEvents } from '../../../shared/outbox/table-events.ts';
import { storedPurchaseSchema } from '../domain/purchase.ts';
import { eventsOfPurchase } from '../domain/purchase-events.ts';

const { PURCHASES_TABLE, EVENT_BUS_NAME } = environment('PURCHASES_TABLE', 'EVENT_BUS_NAME');

/** The purchases' stream → PurchaseRequested, PurchaseCompleted, PurchaseRejected, PurchaseCancelled */
export const handler = publisher({
  client: new EventBridgeClient({}),
  busName: EVENT_BUS_NAME,
  tables: { [PURCHASES_TABLE]: tableEvents(imagesOf(storedPurchaseSchema), eventsOfPurchase) },
});
