import { ReserveStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseRequested → reserves stock, or rejects */
export const handler = consumer(ReserveStock, ({ metadata, data }) =>
  stock.reserve(data, new Date().toISOString(), causedBy(metadata)),
);
