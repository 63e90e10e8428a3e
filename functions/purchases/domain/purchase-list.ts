import * as z from 'zod';
import type { PurchaseQuery } from '../../../contracts/purchases/queries.ts';
import { type PurchaseStatus, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { isId, lowestIdAt, shardOf } from '../../../shared/values/ids.ts';
import type { Purchase } from './purchase.ts';

/**
 * A row of an index of purchases. Only rows of lists whose purchases do not change have a status, and those of `by-time` have only the
 * id: what changes would be written again in each index.
 */
export const purchaseRowSchema = /* @__PURE__ */ z.object({
  purchaseId: z.string(),
  productId: z.string().exactOptional(),
  status: z.enum(purchaseStatuses).exactOptional(),
});

export type PurchaseRow = Readonly<z.infer<typeof purchaseRowSchema>>;

/** An index and the partitions of it that a query reads. All are sorted by purchase id, and so by the time of purchase. */
export interface PurchaseLists {
  readonly index: 'by-customer' | 'by-product' | 'by-status' | 'by-time';
  readonly key: 'customerId' | 'productId' | 'statusShard' | 'shard';
  readonly values: readonly string[];
}

/** Shards of a list: enough to spread its writes, few enough to read them all. */
const SHARDS = ['0', '1', '2', '3'];

const statusShard = (status: PurchaseStatus, shard: string): string => `${status}#${shard}`;

/** The partitions of `by-status` that hold a status. */
export const shardsOf = (status: PurchaseStatus): string[] =>
  SHARDS.map((shard) => statusShard(status, shard));

/**
 * The partition keys of a purchase: `statusShard` changes with its status, `shard` never changes. Nearly all purchases are
 * completed, so these have no list of their own.
 */
export function indexKeys({ purchaseId, status }: Purchase): {
  shard: string;
  statusShard: string | undefined;
} {
  const shard = String(shardOf(purchaseId, SHARDS.length));
  return { shard, statusShard: status === 'completed' ? undefined : statusShard(status, shard) };
}

/**
 * The most selective lists that contain every match of a query. A purchase never moves between the lists of one
 * query, so reading them one after the other misses none.
 */
export function leadLists({ customerId, productId, status }: PurchaseQuery): PurchaseLists {
  if (customerId !== undefined) return { index: 'by-customer', key: 'customerId', values: [customerId] };
  if (productId !== undefined) return { index: 'by-product', key: 'productId', values: [productId] };
  if (status !== undefined && status !== 'completed')
    return { index: 'by-status', key: 'statusShard', values: shardsOf(status) };
  return { index: 'by-time', key: 'shard', values: SHARDS };
}

/** Whether the rows of a query's lists have to be read from the table before they can be filtered: they have no status. */
export const needsStatus = (query: PurchaseQuery): boolean =>
  query.status !== undefined && leadLists(query).index !== 'by-status';

/** Whether a row matches the filters that are not implied by its list. */
export const matchesQuery =
  ({ productId, status }: PurchaseQuery) =>
  (row: PurchaseRow): boolean =>
    (productId === undefined || row.productId === productId) &&
    (status === undefined || row.status === status);

/** Whether a purchase matches all filters of a query, whatever list it was found in. */
export function matchesAll(query: PurchaseQuery): (purchase: Purchase) => boolean {
  const [matches, isIn] = [matchesQuery(query), isInRange(query)];
  const { customerId } = query;
  return (purchase) =>
    matches(purchase) &&
    isIn(purchase.purchaseId) &&
    (customerId === undefined || purchase.customerId === customerId);
}

/** The range of ids that matches a query's range of time. */
export const idRange = ({ from, to }: PurchaseQuery): { from?: string; to?: string } => ({
  ...(from === undefined ? {} : { from: lowestIdAt(Date.parse(from)) }),
  ...(to === undefined ? {} : { to: lowestIdAt(Date.parse(to) + 1) }),
});

/** Whether an id is within a query's range of time. */
export function isInRange(query: PurchaseQuery): (id: string) => boolean {
  const { from, to } = idRange(query);
  return (id) => isId(id) && (from === undefined || id >= from) && (to === undefined || id <= to);
}
