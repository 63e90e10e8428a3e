import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';

/** Purchases that stay pending because an event was lost. */
export class PendingPurchases {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /**
   * Marks a purchase as requested again, so that its stream publishes the same `PurchaseRequested` again. Nothing else of
   * the row is written: the cause stays, and so does the version.
   * @param now ISO 8601 UTC.
   * @param before if it was requested again since this time, it is left alone.
   * @returns whether it is marked; not if it is settled by now.
   */
  async requestAgain(purchaseId: string, now: string, before: string): Promise<boolean> {
    const command = new UpdateCommand({
      TableName: this.#table,
      Key: { purchaseId },
      UpdateExpression: 'SET requestedAgainAt = :now',
      ConditionExpression:
        '#status = :pending AND (attribute_not_exists(requestedAgainAt) OR requestedAgainAt < :before)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':now': now, ':pending': 'pending', ':before': before },
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
