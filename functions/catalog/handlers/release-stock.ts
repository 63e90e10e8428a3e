import { ReleaseStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { REQUESTS_AT_ONCE } from '../adapters/stock.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseCancelled → releases the reservation and returns its stock; purchases of a product together */
export const handler = groupConsumer(ReleaseStock, {
  by: ({ data }) => data.productId,
  atMost: REQUESTS_AT_ONCE,
  handle: (events) =>
    stock.release(
      events.map(({ metadata, data }) => ({ request: data, cause: causedBy(metadata) })),
      new Date().toISOString(),
    ),
});
