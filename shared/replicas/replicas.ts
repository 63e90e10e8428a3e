import * as z from 'zod';
import type { ProductAdded, ProductModified, ProductRemoved } from '../../contracts/catalog/events.ts';
import type { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../../contracts/customer/events.ts';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import { consumer } from '../consumers/consumer.ts';
import { storedMoneySchema } from '../values/money.ts';
import type { ReplicaTable } from './replica-table.ts';

/** What other services know about a customer. */
export const customerReplicaSchema = /* @__PURE__ */ z.object({ name: z.string() });

export type CustomerReplica = Readonly<z.infer<typeof customerReplicaSchema>>;

/** What other services know about a product. */
export const productReplicaSchema = /* @__PURE__ */ z.object({ name: z.string(), price: storedMoneySchema });

export type ProductReplica = Readonly<z.infer<typeof productReplicaSchema>>;

type CustomerEvents = readonly [typeof CustomerAdded, typeof CustomerUpdated, typeof CustomerRemoved];
type ProductEvents = readonly [typeof ProductAdded, typeof ProductModified, typeof ProductRemoved];

/** A Lambda that keeps local copies of customers up to date from Customer's events. */
export const replicateCustomers = (
  contract: ConsumerContract<CustomerEvents>,
  table: ReplicaTable<CustomerReplica>,
) =>
  consumer(contract, ({ metadata, data }) =>
    'name' in data ? table.apply(metadata, { name: data.name }) : table.remove(metadata),
  );

/** A Lambda that keeps local copies of products up to date from Catalog's events. Removed ones keep their names. */
export const replicateProducts = (
  contract: ConsumerContract<ProductEvents>,
  table: ReplicaTable<ProductReplica>,
) =>
  consumer(contract, ({ name: event, metadata, data: { name, price } }) => {
    const copy = name === undefined || price === undefined ? undefined : { name, price };
    return event === 'ProductRemoved' || copy === undefined
      ? table.remove(metadata, copy)
      : table.apply(metadata, copy);
  });
