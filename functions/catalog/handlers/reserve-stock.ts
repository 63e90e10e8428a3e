import { ReserveStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { groupConsumer } from '../../../shared/consumers/consumer.ts';
import { PRODUCTS_AT_ONCE, REQUESTS_AT_ONCE } from '../adapters/stock.ts';
import { products, stock } from '../adapters/tables.ts';

/** PurchaseRequested → reserves stock, or rejects; purchases of a product together */
export const handler = groupConsumer(ReserveStock, {
  by: ({ data }) => data.productId,
  atMost: REQUESTS_AT_ONCE,
  atMostOfMany: PRODUCTS_AT_ONCE,
  readAhead: (events) => products.findAll(events.map(({ data }) => data.productId)),
  handle: (events, read) =>
    stock.reserve(
      events.map(({ metadata, data }) => ({ request: data, cause: causedBy(metadata) })),
      new Date().toISOString(),
      read,
    ),
});
