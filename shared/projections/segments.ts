import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGetKeys } from '../dynamodb/batch-get.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import type { Segment, SegmentRow } from '../search/segment-walk.ts';
import type { PairKeys } from './pair-table.ts';

/** The index of a table of pairs that lists the owners of what is listed, by their ids. */
export const OWNERS_INDEX = 'by-listed';

/** A row of {@link OWNERS_INDEX}. It has no more than keys: what a purchase changes would be written again. */
const ownerRowSchema = /* @__PURE__ */ z.object({ customerId: z.string(), productId: z.string() });

const pairSchema = /* @__PURE__ */ z.object({
  customerId: z.string(),
  productId: z.string(),
  lastPurchasedAt: z.string(),
});

/** What reading a pair costs, with eventual consistency. */
const UNITS_PER_PAIR = 0.5;

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

  /**
   * The owners who have a pair with any of these, last bought within the range. The lists do not say when: with a range, the pairs of their
   * rows are read as well.
   */
  ofAny(listedIds: readonly string[], range: PurchaseRange = {}): Segment {
    const ids = [...new Set(listedIds)];
    const isWithin = withinOf(range);
    const isRanged = range.from !== undefined || range.to !== undefined;
    return {
      sources: ids.map((id) => (isRanged ? this.#within(this.#source(id), id, isWithin) : this.#source(id))),
      unitsPerRow: isRanged ? UNITS_PER_PAIR : 0,
      among: async (ownerIds) => {
        const pairs = [...new Set(ownerIds)].flatMap((ownerId) => ids.map((id) => this.#keyOf(ownerId, id)));
        return this.#ownersWithin(pairs, isWithin);
      },
    };
  }

  #source(listedId: string): Source<SegmentRow> {
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
        return { ...rest, rows: rows.map((row) => ({ position: row[owner] })) };
      },
    };
  }

  #within(
    source: Source<SegmentRow>,
    listedId: string,
    isWithin: (at: string) => boolean,
  ): Source<SegmentRow> {
    return {
      read: async (after, limit) => {
        const { rows, ...rest } = await source.read(after, limit);
        const pairs = rows.map(({ position }) => this.#keyOf(position, listedId));
        const owners = await this.#ownersWithin(pairs, isWithin);
        const units = rows.length * UNITS_PER_PAIR;
        return { ...rest, rows: rows.filter(({ position }) => owners.has(position)), units };
      },
    };
  }

  /** The owners of those of these pairs that exist and were last bought within a range. */
  async #ownersWithin(
    pairs: readonly Record<string, string>[],
    isWithin: (at: string) => boolean,
  ): Promise<Set<string>> {
    const rows = await batchGetKeys(this.#client, this.#table, pairs, 'eventual');
    return new Set(
      rows.flatMap((row) => {
        const { data } = pairSchema.safeParse(row);
        return data !== undefined && isWithin(data.lastPurchasedAt) ? [data[this.#keys.owner]] : [];
      }),
    );
  }

  #keyOf(ownerId: string, listedId: string): Record<string, string> {
    return { [this.#keys.owner]: ownerId, [this.#keys.listed]: listedId };
  }
}

function withinOf({ from, to }: PurchaseRange): (at: string) => boolean {
  const [first, last] = [from ?? '', to ?? ''].map((time) => Date.parse(time));
  // A missing limit is not a number, to which nothing compares.
  return (at) => !(Date.parse(at) < (first as number)) && !(Date.parse(at) > (last as number));
}
