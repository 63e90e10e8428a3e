import { ProductAdded, ProductModified, ProductRemoved } from '../../contracts/catalog/events.ts';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import { consumer } from '../consumers/consumer.ts';
import type { Money } from '../values/money.ts';
import type { ReplicaTable } from './replica-table.ts';

/** What other services know of a customer. */
export interface CustomerReplica {
  readonly name: string;
}

/** What other services know of a product. */
export interface ProductReplica {
  readonly name: string;
  readonly price: Money;
}

/** A Lambda that keeps a table of customers up to date from Customer's events. */
export const replicateCustomers = (table: ReplicaTable<CustomerReplica>) =>
  consumer([CustomerAdded, CustomerUpdated, CustomerRemoved], ({ metadata, data }) =>
    table.apply(metadata, 'name' in data ? { name: data.name } : undefined),
  );

/** A Lambda that keeps a table of products up to date from Catalog's events. */
export const replicateProducts = (table: ReplicaTable<ProductReplica>) =>
  consumer([ProductAdded, ProductModified, ProductRemoved], ({ metadata, data }) =>
    table.apply(metadata, 'name' in data ? { name: data.name, price: data.price } : undefined),
  );
