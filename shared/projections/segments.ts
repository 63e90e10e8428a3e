import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import type { Segment, SegmentRow } from '../search/segment-walk.ts';
import type { PairKeys } from './pair-table.ts';

/** The index of a table of pairs that lists the owners of what is listed, by their ids. */
export const OWNERS_INDEX = 'by-listed';

/** What a row of {@link OWNERS_INDEX} says, besides its keys. */
export const OWNERS_ATTRIBUTES = ['lastPurchasedAt'] as const;

const ownerRowSchema = /* @__PURE__ */ z.object({
  customerId: z.string(),
  productId: z.string(),
  lastPurchasedAt: z.string(),
});

/** Limits of the last purchase of a pair, inclusive: ISO 8601 with any time zone. */
export interface PurchaseRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The owners of pairs, found by what is listed: customers by what they bought, products by who bought them. */
export class Segments {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #keys: PairKeys;

  /** @param table of a `PairTable`. */
  constructor(client: DynamoDBDocumentClient, table: string, keys: PairKeys) {
    this.#client = client;
    this.#table = table;
    this.#keys = keys;
  }

  /** The owners who have a pair with any of these, last bought within the range. */
  ofAny(listedIds: readonly string[], range: PurchaseRange = {}): Segment {
    const ids = [...new Set(listedIds)];
    const isWithin = withinOf(range);
    return {
      sources: ids.map((id) => this.#source(id, isWithin)),
      among: async (ownerIds) => {
        const owners = ownerIds.map(async (ownerId) => {
          const pairs = await Promise.all(ids.map((id) => this.#lastPurchase(ownerId, id)));
          return pairs.some((at) => at !== undefined && isWithin(at)) ? [ownerId] : [];
        });
        return new Set((await Promise.all(owners)).flat());
      },
    };
  }

  #source(listedId: string, isWithin: (at: string) => boolean): Source<SegmentRow> {
    const { owner, listed } = this.#keys;
    const source = partitionSource(this.#client, ownerRowSchema, {
      table: this.#table,
      index: OWNERS_INDEX,
      key: { name: listed, value: listedId },
      sort: owner,
      order: 'descending',
      id: owner,
    });
    return {
      async read(after, limit) {
        const { rows, ...rest } = await source.read(after, limit);
        const within = rows.filter(({ lastPurchasedAt }) => isWithin(lastPurchasedAt));
        return { ...rest, rows: within.map((row) => ({ position: row[owner] })) };
      },
    };
  }

  async #lastPurchase(ownerId: string, listedId: string): Promise<string | undefined> {
    const { owner, listed } = this.#keys;
    const Key = { [owner]: ownerId, [listed]: listedId };
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key }));
    return ownerRowSchema.safeParse(Item).data?.lastPurchasedAt;
  }
}

function withinOf({ from, to }: PurchaseRange): (at: string) => boolean {
  const [first, last] = [from ?? '', to ?? ''].map((time) => Date.parse(time));
  // A missing limit is not a number, to which nothing compares.
  return (at) => !(Date.parse(at) < (first as number)) && !(Date.parse(at) > (last as number));
}
