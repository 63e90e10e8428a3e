import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { type Counts, countedBefore, countedBeforeSchema } from '../dynamodb/recount.ts';
import { readRow } from '../dynamodb/stored-row.ts';
import { storedMoneySchema } from '../values/money.ts';
import { revenueOf } from '../values/revenue.ts';
import type { Pair } from './pair-table.ts';
import type { CountedPurchase } from './purchase-counts.ts';

/** The state of a purchase after an event: `quantity` is what was kept, `counted` is false if it was cancelled. */
export interface PurchaseState extends Pair, CountedPurchase {
  readonly version: number;
  readonly counted: boolean;
}

/** How a marked purchase counts. */
export const countsOfMark = ({ counted, quantity, unitPrice }: Mark): Counts => ({
  counted,
  units: quantity,
  revenue: revenueOf(unitPrice, quantity),
});

/** The latest state of a purchase that was applied to the counts of its pair. */
const markSchema = /* @__PURE__ */ z.object({
  purchaseId: z.string(),
  quantity: z.int(),
  purchasedAt: z.string(),
  version: z.int(),
  counted: z.boolean(),
  /** What was counted of its price; missing if it was counted before prices were. */
  unitPrice: storedMoneySchema.exactOptional(),
  countedBefore: countedBeforeSchema.exactOptional(),
});

export type Mark = Readonly<z.infer<typeof markSchema>>;

/** The mark of a state, as stored. */
export function markOf(purchase: PurchaseState): Mark & { readonly pair: string } {
  const { purchaseId, version, quantity, purchasedAt, counted, unitPrice } = purchase;
  const mark = { pair: pairKeyOf(purchase), purchaseId, version, quantity, purchasedAt, counted };
  return unitPrice === undefined ? mark : { ...mark, unitPrice };
}

/** Remembers which purchases are counted, so that events can arrive in any order (table key: `pair`, `purchaseId`). */
export class PurchaseMarks {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(purchase: PurchaseState): Promise<Mark | undefined> {
    const Key = { pair: pairKeyOf(purchase), purchaseId: purchase.purchaseId };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }),
    );
    return Item && this.#read(Item);
  }

  /** The write that marks a state as applied, provided that the stored mark is still `before`. */
  write(purchase: PurchaseState, before: Mark | undefined): GuardedWrite {
    const unchanged =
      before === undefined
        ? { ConditionExpression: 'attribute_not_exists(purchaseId)' }
        : { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': before.version } };
    const kept = before?.countedBefore && { countedBefore: before.countedBefore };
    const Item = { ...markOf(purchase), ...kept };
    return {
      guard: 'mark',
      write: { Put: { TableName: this.#table, Item, ...unchanged } },
      countedBefore: countedBefore(before, before === undefined ? { counted: false } : countsOfMark(before)),
    };
  }

  /** The time of the pair's most recent other counted purchase. Ids sort by time. */
  async lastOther(purchase: PurchaseState): Promise<string | undefined> {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const answer = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pair = :pair',
          FilterExpression: 'counted = :true',
          ExpressionAttributeValues: { ':pair': pairKeyOf(purchase), ':true': true },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: 10,
          ExclusiveStartKey,
        }),
      );
      const last = (answer.Items ?? [])
        .map((item) => this.#read(item))
        .find(({ purchaseId }) => purchaseId !== purchase.purchaseId);
      if (last !== undefined) return last.purchasedAt;
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return undefined;
  }

  #read(item: Record<string, unknown>): Mark {
    return readRow(markSchema, item, { table: this.#table, key: String(item['purchaseId']) });
  }
}

/** The partition of a pair's marks. */
export const pairKeyOf = ({ customerId, productId }: Pair): string => `${customerId}#${productId}`;
