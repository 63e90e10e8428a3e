import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { JointBuyer } from '../../../contracts/catalog/shapes.ts';
import { DEFAULT_LIMIT } from '../../../contracts/definition/limits.ts';
import type { Page } from '../../../contracts/definition/shapes.ts';
import { decodeCursor, pageOf } from '../../../shared/paging/cursor.ts';
import { partitionSource, type Source } from '../../../shared/paging/sorted-partition.ts';
import { countsIn } from '../../../shared/projections/purchase-counts.ts';
import type { ReplicaTable } from '../../../shared/replicas/replica-table.ts';
import type { CustomerReplica } from '../../../shared/replicas/replicas.ts';
import { MergedLists } from '../../../shared/search/merged-lists.ts';
import { isId } from '../../../shared/values/ids.ts';
import { moneyOf } from '../../../shared/values/revenue.ts';
import { type BuyerOfOne, jointBuyersOf } from '../domain/joint-buyers.ts';

/** The most round trips of one request. */
const MAX_TRIPS = 3;

/** The fewest rows to read of a product: fewer would cost the same, since half a unit buys 4 KB. */
const FEWEST_ROWS = 20;

const buyerSchema = /* @__PURE__ */ z
  .looseObject({
    customerId: z.string(),
    units: z.int(),
    purchases: z.int(),
    lastPurchasedAt: z.string(),
  })
  .transform((row) => ({ customerId: row.customerId, ...countsIn(row) }));

type Row = BuyerOfOne & { readonly position: string };

/** A page of a list, within a query to which its cursors are bound. */
interface PageParameters {
  readonly query: unknown;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The customers who bought any of several products, each once. */
export class JointBuyers {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #names: ReplicaTable<CustomerReplica>;

  /** @param table of pairs, by product and customer. @param names of the customers. */
  constructor(client: DynamoDBDocumentClient, table: string, names: ReplicaTable<CustomerReplica>) {
    this.#client = client;
    this.#table = table;
    this.#names = names;
  }

  /** @throws Refusal `invalid-cursor`. */
  async page(
    productIds: readonly string[],
    { query, limit = DEFAULT_LIMIT, cursor }: PageParameters,
  ): Promise<Page<JointBuyer>> {
    const after = decodeCursor(cursor, query, isId);
    // Customers have the same order in every product's list, so each is complete once all lists were read beyond them.
    const lists = new MergedLists(
      productIds.map((id) => this.#source(id)),
      after,
      'descending',
    );
    let rows: Row[] = [];
    let buyers = jointBuyersOf(rows);
    for (let trip = 0; trip < MAX_TRIPS && buyers.length <= limit && !lists.isAtEnd; trip += 1) {
      await lists.read(lists.width * Math.max(FEWEST_ROWS, Math.ceil(limit / lists.width)));
      rows = [...rows, ...lists.take()];
      buyers = jointBuyersOf(rows);
    }
    const items = buyers.slice(0, limit);
    const names = await this.#names.getAll(items.map(({ customerId }) => customerId));
    return pageOf(
      items.map((buyer) => ({
        ...buyer,
        revenue: moneyOf(buyer.revenue),
        ...nameIn(names, buyer.customerId),
      })),
      buyers.length > limit ? items.at(-1)?.customerId : lists.reach,
      query,
    );
  }

  #source(productId: string): Source<Row> {
    const source = partitionSource(this.#client, buyerSchema, {
      table: this.#table,
      key: { name: 'productId', value: productId },
      sort: 'customerId',
      order: 'descending',
      id: 'customerId',
    });
    return {
      async read(after, limit) {
        const { rows, ...rest } = await source.read(after, limit);
        return { ...rest, rows: rows.map((row) => ({ ...row, position: row.customerId })) };
      },
    };
  }
}

function nameIn(names: ReadonlyMap<string, { readonly name: string }>, id: string): { name?: string } {
  const name = names.get(id)?.name;
  return name === undefined ? {} : { name };
}
