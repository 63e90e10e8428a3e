import * as z from 'zod';
import type { PurchaseQuery } from '../../../contracts/purchases/queries.ts';
import { type PurchaseStatus, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { isId, lowestIdAt, shardOf } from '../../../shared/values/ids.ts';
import type { Purchase } from './purchase.ts';

/** A row of an index of purchases. `by-time` has no more than the id. */
export const purchaseRowSchema = z.object({
  purchaseId: z.string(),
  productId: z.string().exactOptional(),
  status: z.enum(purchaseStatuses).exactOptional(),
});

export type PurchaseRow = Readonly<z.infer<typeof purchaseRowSchema>>;

/** An index of purchases, and the partitions of it that a query reads. All sort by purchase id, that is by time. */
export interface PurchaseLists {
  readonly index: 'by-customer' | 'by-product' | 'by-status' | 'by-time';
  readonly key: 'customerId' | 'productId' | 'statusShard' | 'shard';
  readonly values: readonly string[];
}

/** What spreads the writes of a list: enough partitions for them, and few to read. */
const SHARDS = ['0', '1', '2', '3'];

const statusShard = (status: PurchaseStatus, shard: string): string => `${status}#${shard}`;

/** The partitions of `by-status` that hold a status. */
export const shardsOf = (status: PurchaseStatus): string[] =>
  SHARDS.map((shard) => statusShard(status, shard));

/** The partitions that a purchase stands in: that of `by-status` changes with it, that of `by-time` never does. */
export function indexKeys({ purchaseId, status }: Purchase): { shard: string; statusShard: string } {
  const shard = String(shardOf(purchaseId, SHARDS.length));
  return { shard, statusShard: statusShard(status, shard) };
}

/**
 * The lists to read for a query: the most selective that it allows. A purchase never moves from one of them to
 * another, so none is missed by reading them one after the other.
 */
export function leadLists({ customerId, productId, status }: PurchaseQuery): PurchaseLists {
  if (customerId !== undefined) return { index: 'by-customer', key: 'customerId', values: [customerId] };
  if (productId !== undefined) return { index: 'by-product', key: 'productId', values: [productId] };
  if (status !== undefined) return { index: 'by-status', key: 'statusShard', values: shardsOf(status) };
  return { index: 'by-time', key: 'shard', values: SHARDS };
}

/** Whether a row fits the filters that its list does not hold. */
export const matchesQuery =
  ({ productId, status }: PurchaseQuery) =>
  (row: PurchaseRow): boolean =>
    (productId === undefined || row.productId === productId) &&
    (status === undefined || row.status === status);

/** The ids between which a query's purchases lie. */
export const idRange = ({ from, to }: PurchaseQuery): { from?: string; to?: string } => ({
  ...(from === undefined ? {} : { from: lowestIdAt(Date.parse(from)) }),
  ...(to === undefined ? {} : { to: lowestIdAt(Date.parse(to) + 1) }),
});

/** Whether a purchase of a query's list can have this id. */
export function isInRange(query: PurchaseQuery): (id: string) => boolean {
  const { from, to } = idRange(query);
  return (id) => isId(id) && (from === undefined || id >= from) && (to === undefined || id <= to);
}
