import { ReleaseStock } from '../../../contracts/consumers/catalog.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { stock } from '../adapters/tables.ts';

/** PurchaseCancelled → releases the reservation and returns its stock */
export const handler = consumer(ReleaseStock, ({ metadata, data }) =>
  stock.release(data, new Date().toISOString(), causedBy(metadata)),
);
