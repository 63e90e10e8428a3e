import { DEFAULT_LIMIT, MAX_INCLUDED } from '../../contracts/definition/limits.ts';
import type { Excerpt, Page } from '../../contracts/definition/shapes.ts';
import { decodeCursor, pageOf } from '../paging/cursor.ts';
import { walk } from '../paging/walk.ts';
import type { Known, ReplicaTable } from '../replicas/replica-table.ts';
import type { Money } from '../values/money.ts';
import { moneyOf } from '../values/revenue.ts';
import { isRecency, type PairRow } from './pair-table.ts';
import type { PurchaseCounts } from './purchase-counts.ts';
import type { PurchaseProjection } from './purchase-projection.ts';

/** A listed pair: its counts and, if something is known of the entity, its name, and whether it is no longer sold. */
export type NamedPair<Listed extends string> = Omit<PurchaseCounts, 'revenue'> & {
  readonly revenue: Money[];
  readonly name?: string;
  readonly archived?: true;
} & Readonly<Record<Listed, string>>;

/** What is known of those listed, by id. */
type Names = ReadonlyMap<string, Known<{ name: string }>>;

/** Lists of a projection, with names from the service's replica. */
export class PairPages<Listed extends 'customerId' | 'productId'> {
  readonly #projection: PurchaseProjection;
  readonly #names: ReplicaTable<{ name: string }>;
  readonly #listed: Listed;

  constructor(projection: PurchaseProjection, names: ReplicaTable<{ name: string }>, listed: Listed) {
    this.#projection = projection;
    this.#names = names;
    this.#listed = listed;
  }

  /**
   * One page of an owner's pairs, most recent purchase first.
   * @throws Refusal `invalid-cursor`.
   */
  async page(
    ownerId: string,
    { limit = DEFAULT_LIMIT, cursor }: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<Page<NamedPair<Listed>>> {
    const query = { list: this.#listed, ownerId };
    const { rows, nextPosition } = await this.#rows(ownerId, limit, decodeCursor(cursor, query, isRecency));
    const names = await this.#namesOf(rows);
    return pageOf(
      rows.map((row) => this.#named(row, names)),
      nextPosition,
      query,
    );
  }

  /** The first pairs of several owners, by owner; all names are read together. */
  async excerpts(ownerIds: readonly string[]): Promise<Map<string, Excerpt<NamedPair<Listed>>>> {
    const lists = await Promise.all(ownerIds.map((ownerId) => this.#rows(ownerId, MAX_INCLUDED, undefined)));
    const names = await this.#namesOf(lists.flatMap(({ rows }) => rows));
    return new Map(
      lists.map<[string, Excerpt<NamedPair<Listed>>]>(({ rows, nextPosition }, index) => {
        const ownerId = ownerIds[index] as string;
        const items = rows.map((row) => this.#named(row, names));
        const query = { list: this.#listed, ownerId };
        return [ownerId, { hasMore: nextPosition !== undefined, ...pageOf(items, nextPosition, query) }];
      }),
    );
  }

  #rows(ownerId: string, limit: number, after: string | undefined) {
    return walk<PairRow>({
      sources: [this.#projection.source(ownerId)],
      positionOf: (row) => row.recency,
      order: 'descending',
      after,
      limit,
      matches: () => true,
    });
  }

  #namesOf(rows: readonly PairRow[]): Promise<Names> {
    return this.#names.getAllEver(rows.map((row) => row[this.#listed]));
  }

  #named(row: PairRow, names: Names): NamedPair<Listed> {
    const id = row[this.#listed];
    const known = names.get(id);
    const { units, purchases, lastPurchasedAt } = row;
    const counts = { units, purchases, lastPurchasedAt, revenue: moneyOf(row.revenue) };
    const named = known === undefined ? counts : { ...counts, name: known.data.name };
    const archived = known?.removed === true ? { archived: true } : {};
    return { [this.#listed]: id, ...named, ...archived } as unknown as NamedPair<Listed>;
  }
}
