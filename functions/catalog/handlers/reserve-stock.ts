import { ReserveStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { REQUESTS_AT_ONCE } from '../adapters/stock.ts';
import { products, stock } from '../adapters/tables.ts';

/** PurchaseRequested → reserves stock, or rejects; purchases of a product together */
export const handler = groupConsumer(ReserveStock, {
  by: ({ data }) => data.productId,
  atMost: REQUESTS_AT_ONCE,
  readAhead: (events) => products.findAll([...new Set(events.map(({ data }) => data.productId))]),
  handle: (events, known) =>
    stock.reserve(
      events.map(({ metadata, data }) => ({ request: data, cause: causedBy(metadata) })),
      new Date().toISOString(),
      known?.get(events[0]?.data.productId ?? ''),
    ),
});
