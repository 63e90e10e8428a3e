import { causedBy } from '../../../contracts/definition/define-event.ts';
import { PurchaseCancelled } from '../../../contracts/purchases/events.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseCancelled → the reservation released, its stock given back */
export const handler = consumer([PurchaseCancelled], ({ metadata, data }) =>
  stock.release(data, new Date().toISOString(), causedBy(metadata)),
);
