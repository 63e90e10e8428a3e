import { ReserveStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { REQUESTS_AT_ONCE } from '../adapters/stock.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseRequested → reserves stock, or rejects; purchases of a product together */
export const handler = groupConsumer(ReserveStock, {
  by: ({ data }) => data.productId,
  atMost: REQUESTS_AT_ONCE,
  handle: (events) =>
    stock.reserve(
      events.map(({ metadata, data }) => ({ request: data, cause: causedBy(metadata) })),
      new Date().toISOString(),
    ),
});
