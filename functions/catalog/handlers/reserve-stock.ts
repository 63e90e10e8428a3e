import { consumer } from '../../../shared/consumers/consumer.ts';
import { causedBy } from '../../../shared/events/define-event.ts';
import { PurchaseRequested } from '../../../shared/events/purchase-events.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseRequested → a reservation, and the stock that it takes */
export const handler = consumer([PurchaseRequested], ({ metadata, data }) =>
  stock.reserve(data, new Date().toISOString(), causedBy(metadata)),
);
