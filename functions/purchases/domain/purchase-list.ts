import * as z from 'zod';
import { pageParameters } from '../../../shared/paging/query-schema.ts';
import { idSchema, lowestIdAt } from '../../../shared/values/ids.ts';
import { type Purchase, type PurchaseStatus, purchaseStatuses } from './purchase.ts';

const time = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time with a time zone' });

/** Query of `GET /purchases`. `from` and `to` are inclusive, to the millisecond. */
export const purchaseQuerySchema = z
  .strictObject({
    customerId: idSchema.optional(),
    productId: idSchema.optional(),
    status: z.enum(purchaseStatuses, `must be one of ${purchaseStatuses.join(', ')}`).optional(),
    from: time.optional(),
    to: time.optional(),
    ...pageParameters,
  })
  .refine(({ from = '', to = '' }) => !(Date.parse(from) > Date.parse(to)), {
    path: ['to'],
    message: 'must not be before from',
    // Also beside other bad parameters: all are named at once.
    when: () => true,
  });

export type PurchaseQuery = z.infer<typeof purchaseQuerySchema>;

/** What every index of purchases has in its rows. */
export type PurchaseRow = Pick<Purchase, 'purchaseId' | 'customerId' | 'productId' | 'status'>;

/** An index of purchases, and the partitions of it that a query reads. All sort by purchase id, that is by time. */
export interface PurchaseLists {
  readonly index: 'by-customer' | 'by-product' | 'by-status';
  readonly key: 'customerId' | 'productId' | 'statusShard';
  readonly values: readonly string[];
}

const SHARDS = 4;

/** The partitions of `by-status` that hold a status. */
export const shardsOf = (status: PurchaseStatus): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${status}#${shard}`);

/** The partition of `by-status` that a purchase stands in; an id's last digits are random. */
export const statusShardOf = ({ status, purchaseId }: PurchaseRow): string =>
  `${status}#${Number.parseInt(purchaseId.slice(-4), 16) % SHARDS}`;

/** The lists to read for a query: the most selective that it allows. */
export function leadLists({ customerId, productId, status }: PurchaseQuery): PurchaseLists {
  if (customerId !== undefined) return { index: 'by-customer', key: 'customerId', values: [customerId] };
  if (productId !== undefined) return { index: 'by-product', key: 'productId', values: [productId] };
  const statuses = status === undefined ? purchaseStatuses : [status];
  return { index: 'by-status', key: 'statusShard', values: statuses.flatMap(shardsOf) };
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
