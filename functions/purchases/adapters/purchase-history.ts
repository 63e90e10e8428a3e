import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import type { TransactWrite } from '../../../shared/dynamodb/commit.ts';
import { throughContention } from '../../../shared/dynamodb/contention.ts';
import { readableRow } from '../../../shared/dynamodb/stored-row.ts';
import { storedStepSchema } from '../domain/purchase-step.ts';

/**
 * Events that purchases do not tell themselves: returns, answers of Catalog that settled nothing, and all events from before purchases told them
 * (table key: `purchaseId`, `step`, which is its time and its event's id).
 */
export class PurchaseHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The write that adds a step, for the transaction that makes it happen. */
  write(purchaseId: string, step: PurchaseStep): TransactWrite {
    return { Put: this.#put(purchaseId, step) };
  }

  #put(purchaseId: string, step: PurchaseStep) {
    const Item = { purchaseId, step: `${step.occurredAt}#${step.eventId}`, ...step };
    return { TableName: this.#table, Item };
  }

  /** Adds a step. Idempotent: a step that exists stays as it is. */
  async add(purchaseId: string, step: PurchaseStep): Promise<void> {
    const isNew = 'attribute_not_exists(purchaseId)';
    const put = new PutCommand({ ...this.#put(purchaseId, step), ConditionExpression: isNew });
    try {
      await throughContention(() => this.#client.send(put));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The steps of a purchase that are stored: usually none. */
  async stepsOf(purchaseId: string): Promise<PurchaseStep[]> {
    const items: Record<string, unknown>[] = [];
    const query = {
      TableName: this.#table,
      KeyConditionExpression: 'purchaseId = :purchaseId',
      ExpressionAttributeValues: { ':purchaseId': purchaseId },
    };
    for await (const { Items = [] } of paginateQuery({ client: this.#client }, query)) items.push(...Items);
    return items.flatMap((item) =>
      readableRow(storedStepSchema, item, { table: this.#table, key: `${purchaseId} ${item['step']}` }),
    );
  }
}
