import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PurchaseStep } from '../domain/purchase-step.ts';

/** The events of each purchase, from all services (table key: `purchaseId`, `step`). */
export class PurchaseHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Adds a step; one that is there already stays as it is. */
  async add(purchaseId: string, step: PurchaseStep): Promise<void> {
    const Item = { purchaseId, step: `${step.occurredAt}#${step.eventId}`, ...step };
    await this.#client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  /** All steps of a purchase, in the order of their times: a handful. */
  async stepsOf(purchaseId: string): Promise<PurchaseStep[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'purchaseId = :purchaseId',
        ExpressionAttributeValues: { ':purchaseId': purchaseId },
      }),
    );
    return Items.map(({ purchaseId: _, step: __, ...step }) => step as PurchaseStep);
  }
}
