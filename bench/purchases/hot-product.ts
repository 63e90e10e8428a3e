import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { PurchaseRequested } from '../../contracts/purchases/events.ts';
import { aQueueEvent } from '../../shared/testing/queue-event.ts';
import { newId } from '../../shared/values/ids.ts';
import { InMemoryDynamoDb } from '../../simulation/dynamodb/in-memory-dynamodb.ts';
import type { System } from '../../simulation/run.ts';
import type { Call } from '../../simulation/world/calls.ts';
import type { Scheduler } from '../../simulation/world/scheduler.ts';
import { inSimulatedTime } from './simulated-time.ts';

/** What DynamoDB takes within a region, in milliseconds (assumed). */
const READ_MS = 4;
const TRANSACTION_MS = 16;

export interface HotProduct {
  /** Purchases that wait in the queue. */
  readonly purchases: number;
  /** Events that an invocation gets. */
  readonly batch: number;
  readonly concurrency: number;
}

/** How fast the reservations of one product are decided, by the real handler. */
export interface Speed {
  readonly perSecond: number;
  /** Transactions sent for each purchase, refused ones among them. */
  readonly transactions: number;
  /** Events that were given back to the queue, where they wait for the visibility timeout. */
  readonly stragglers: number;
}

/** Sells one product: each invocation takes the next batch as soon as the one before has ended. */
export async function sellHotProduct(
  { model, handlers }: System,
  { purchases, batch, concurrency }: HotProduct,
): Promise<Speed> {
  const { arn = '' } = model.functions.find(({ name }) => name.includes('ReserveStock')) ?? {};
  const handler = handlers.get(arn);
  const table = (id: string) => model.tables.find(({ logicalId }) => logicalId.startsWith(id))?.name ?? '';
  const store = new InMemoryDynamoDb(
    model.tables.map(({ create }) => create),
    { now: () => Date.now() },
  );
  const writing = new Set<string>();
  let transactions = 0;

  const answer = ({ command, input }: Call, scheduler: Scheduler): Promise<unknown> => {
    if (command !== 'TransactWriteCommand')
      return scheduler.pause(READ_MS).then(() => store.execute(command, input));
    transactions += 1;
    const keys = keysOf(input);
    const conflicts = keys.map((key) => writing.has(key));
    if (conflicts.includes(true)) {
      const CancellationReasons = conflicts.map((is) => ({ Code: is ? 'TransactionConflict' : 'None' }));
      return scheduler.pause(READ_MS).then(() => {
        throw new TransactionCanceledException({ $metadata: {}, message: 'conflict', CancellationReasons });
      });
    }
    for (const key of keys) writing.add(key);
    return scheduler.pause(TRANSACTION_MS).then(() => {
      for (const key of keys) writing.delete(key);
      return store.execute(command, input);
    });
  };

  const { value: stragglers, milliseconds } = await inSimulatedTime(answer, async (scheduler) => {
    const productId = newId();
    const at = new Date(scheduler.now).toISOString();
    const cause = { correlationId: 'bench' };
    const price = { amount: 100, currency: 'EUR' };
    const product = {
      productId,
      name: 'Hot',
      price,
      stock: purchases,
      version: 1,
      createdAt: at,
      updatedAt: at,
      cause,
    };
    store.execute('PutCommand', { TableName: table('Products'), Item: product });
    const events = Array.from({ length: purchases }, () => {
      const purchaseId = newId(at);
      const data = {
        purchaseId,
        customerId: newId(),
        productId,
        quantity: 1,
        unitPrice: price,
        total: price,
        purchasedAt: at,
      };
      return makeEvent(
        PurchaseRequested,
        { aggregateId: purchaseId, version: 1, occurredAt: at, cause },
        data,
      );
    });
    let failed = 0;
    const invoke = async (): Promise<void> => {
      for (let next = events.splice(0, batch); next.length > 0; next = events.splice(0, batch)) {
        const deadline = scheduler.now + 20_000;
        const context = { getRemainingTimeInMillis: () => deadline - scheduler.now };
        const result = (await handler?.(aQueueEvent(next), context)) as {
          batchItemFailures: readonly unknown[];
        };
        failed += result.batchItemFailures.length;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, invoke));
    const { stock } = store.items(table('Products'))[0] as { stock?: number };
    if (stock !== failed)
      throw new Error(`${stock} are left in stock, and ${failed} purchases are undecided`);
    return failed;
  });
  return { perSecond: (purchases / milliseconds) * 1000, transactions: transactions / purchases, stragglers };
}

type Writes = readonly Readonly<
  Record<string, { readonly TableName?: string; readonly Item?: Record<string, unknown> }>
>[];

const keysOf = (input: object): string[] =>
  (input as { readonly TransactItems: Writes }).TransactItems.flatMap(({ Put }) =>
    Put === undefined
      ? []
      : [
          `${Put.TableName} ${Put.Item?.['productId' in Put.Item && 'stock' in Put.Item ? 'productId' : 'purchaseId']}`,
        ],
  );
