import { ReserveStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseRequested → a reservation, and the stock that it takes */
export const handler = consumer(ReserveStock, ({ metadata, data }) =>
  stock.reserve(data, new Date().toISOString(), causedBy(metadata)),
);
