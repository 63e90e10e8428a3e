import { ReleaseStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { REQUESTS_AT_ONCE } from '../adapters/stock.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseReturned, PurchaseCancelled → returns units of the reservation to stock; purchases of a product together */
export const handler = groupConsumer(ReleaseStock, {
  by: ({ data }) => data.productId,
  atMost: REQUESTS_AT_ONCE,
  handle: (events) =>
    stock.release(
      events.map(({ metadata, data }) => ({
        // A cancellation returns all that was bought.
        request: { returned: data.quantity, ...data },
        cause: causedBy(metadata),
      })),
      new Date().toISOString(),
    ),
});
