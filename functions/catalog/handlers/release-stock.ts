import { consumer } from '../../../shared/consumers/consumer.ts';
import { causedBy } from '../../../shared/events/define-event.ts';
import { PurchaseCancelled } from '../../../shared/events/purchase-events.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseCancelled → the reservation released, its stock given back */
export const handler = consumer([PurchaseCancelled], ({ metadata, data }) =>
  stock.release(data, new Date().toISOString(), causedBy(metadata)),
);
