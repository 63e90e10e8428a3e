import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { commit, type GuardedWrite, GuardFailed } from '../../../shared/dynamodb/commit.ts';
import { throughContention } from '../../../shared/dynamodb/contention.ts';
import { countedBefore } from '../../../shared/dynamodb/recount.ts';
import { readableRow } from '../../../shared/dynamodb/stored-row.ts';
import { storedStepSchema } from '../domain/purchase-step.ts';

/** The sort key of a step. */
export const stepKeyOf = ({ occurredAt, eventId }: PurchaseStep): string => `${occurredAt}#${eventId}`;

/** All services' events about each purchase (table key: `purchaseId`, `step`). */
export class PurchaseHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Adds a step and the writes of `counted` in one transaction. Idempotent: a step that exists stays as it is, and counts nothing. */
  async add(purchaseId: string, step: PurchaseStep, counted: readonly GuardedWrite[]): Promise<void> {
    const Put = this.#putOf(purchaseId, step);
    try {
      await (counted.length === 0
        ? throughContention(() => this.#client.send(new PutCommand(Put)))
        : commit(this.#client, [
            { guard: 'step', write: { Put }, countedBefore: countedBefore(undefined, false) },
            ...counted,
          ]));
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /**
   * Adds new steps of different purchases, and what they count together, in one transaction.
   * @returns false if one of them exists; then nothing is written.
   */
  async addTogether(
    steps: readonly (readonly [purchaseId: string, step: PurchaseStep])[],
    counted: GuardedWrite,
  ): Promise<boolean> {
    const puts = steps.map(([purchaseId, step]) => ({
      guard: 'step',
      write: { Put: this.#putOf(purchaseId, step) },
      countedBefore: countedBefore(undefined, false),
    }));
    try {
      await commit(this.#client, [...puts, counted]);
      return true;
    } catch (error) {
      if (error instanceof GuardFailed) return false;
      throw error;
    }
  }

  #putOf(purchaseId: string, step: PurchaseStep) {
    const isNew = 'attribute_not_exists(purchaseId)';
    const Item = { purchaseId, step: stepKeyOf(step), ...step };
    return { TableName: this.#table, Item, ConditionExpression: isNew };
  }

  /** All steps of a purchase. There are only a handful. */
  async stepsOf(purchaseId: string): Promise<PurchaseStep[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'purchaseId = :purchaseId',
        ExpressionAttributeValues: { ':purchaseId': purchaseId },
      }),
    );
    return Items.flatMap((item) =>
      readableRow(storedStepSchema, item, { table: this.#table, key: `${purchaseId} ${item['step']}` }),
    );
  }
}
