import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { throughContention } from '../../../shared/dynamodb/contention.ts';
import { readableRow } from '../../../shared/dynamodb/stored-row.ts';
import { storedStepSchema } from '../domain/purchase-step.ts';

/**
 * Events that purchases do not tell themselves: answers of Catalog that settled nothing, and all events from before purchases told them
 * (table key: `purchaseId`, `step`, which is its time and its event's id).
 */
export class PurchaseHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Adds a step. Idempotent: a step that exists stays as it is. */
  async add(purchaseId: string, step: PurchaseStep): Promise<void> {
    const Item = { purchaseId, step: `${step.occurredAt}#${step.eventId}`, ...step };
    const isNew = 'attribute_not_exists(purchaseId)';
    const put = new PutCommand({ TableName: this.#table, Item, ConditionExpression: isNew });
    try {
      await throughContention(() => this.#client.send(put));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The steps of a purchase that are stored: usually none. */
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
