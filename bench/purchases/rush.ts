import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { PurchaseRequested } from '../../contracts/purchases/events.ts';
import { aQueueEvent } from '../../shared/testing/queue-event.ts';
import { newId } from '../../shared/values/ids.ts';
import { InMemoryDynamoDb } from '../../simulation/dynamodb/in-memory-dynamodb.ts';
import { Random } from '../../simulation/random.ts';
import type { System } from '../../simulation/run.ts';
import type { Call } from '../../simulation/world/calls.ts';
import type { Scheduler } from '../../simulation/world/scheduler.ts';
import { inSimulatedTime } from './simulated-time.ts';

/** What DynamoDB takes within a region, in milliseconds (assumed). */
const READ_MS = 4;
const TRANSACTION_MS = 16;

export interface Rush {
  /** Purchases that wait in the queue. */
  readonly purchases: number;
  /** How many products they are of: the second is bought half as often as the first, the third a third as often. Default 1. */
  readonly products?: number;
  /** Events that an invocation gets. */
  readonly batch: number;
  readonly concurrency: number;
}

/** How fast the reservations of a rush are decided, by the real handler. */
export interface Speed {
  readonly perSecond: number;
  /** Transactions sent for each purchase, refused ones among them. */
  readonly transactions: number;
  /** Write units of those for each purchase: two for each item. */
  readonly units: number;
  /** Events that were given back to the queue, where they wait for the visibility timeout. */
  readonly stragglers: number;
}

/** Sells products: each invocation takes the next batch as soon as the one before has ended. */
export async function sellInARush(
  { model, handlers }: System,
  { purchases, products = 1, batch, concurrency }: Rush,
): Promise<Speed> {
  const { arn = '' } = model.functions.find(({ name }) => name.includes('ReserveStock')) ?? {};
  const handler = handlers.get(arn);
  const table = (id: string) => model.tables.find(({ logicalId }) => logicalId.startsWith(id))?.name ?? '';
  const store = new InMemoryDynamoDb(
    model.tables.map(({ create }) => create),
    { now: () => Date.now() },
  );
  const writing = new Set<string>();
  let [transactions, units] = [0, 0];

  const answer = ({ command, input }: Call, scheduler: Scheduler): Promise<unknown> => {
    if (command !== 'TransactWriteCommand')
      return scheduler.pause(READ_MS).then(() => store.execute(command, input));
    transactions += 1;
    const keys = keysOf(input);
    units += 2 * keys.length;
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
    const at = new Date(scheduler.now).toISOString();
    const cause = { correlationId: 'bench' };
    const price = { amount: 100, currency: 'EUR' };
    const ids = Array.from({ length: products }, () => newId());
    for (const productId of ids) {
      const row = { productId, name: 'Hot', price, stock: purchases, createdAt: at, updatedAt: at };
      store.execute('PutCommand', { TableName: table('Products'), Item: { ...row, version: 1, cause } });
    }
    const chosen = chooser(ids);
    const events = Array.from({ length: purchases }, () => {
      const purchaseId = newId(at);
      const data = {
        purchaseId,
        customerId: newId(),
        productId: chosen(),
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
    const left = store.items(table('Products')) as unknown as readonly { readonly stock: number }[];
    const sold = left.reduce((sum, { stock }) => sum + purchases - stock, 0);
    if (sold !== purchases - failed)
      throw new Error(`${sold} were taken, and ${failed} purchases are undecided`);
    return failed;
  });
  return {
    perSecond: (purchases / milliseconds) * 1000,
    transactions: transactions / purchases,
    units: units / purchases,
    stragglers,
  };
}

/** Chooses the n-th id with a weight of 1 / n. */
function chooser(ids: readonly string[]): () => string {
  const random = new Random(1);
  let sum = 0;
  const upTo = ids.map((_, n) => {
    sum += 1 / (n + 1);
    return sum;
  });
  return () => {
    const at = random.fraction() * sum;
    return ids[upTo.findIndex((end) => at < end)] as string;
  };
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
