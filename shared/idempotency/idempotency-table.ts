import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { commit, type GuardedWrite } from '../dynamodb/commit.ts';

/** The guard of the write that takes a key. */
export const IDEMPOTENCY_GUARD = 'idempotency-key';

/** How long an answer is given again. */
const RETENTION_SECONDS = 24 * 60 * 60;

/** What a key was used for, and what it was answered. */
export interface RememberedAnswer {
  readonly fingerprint: string;
  readonly answer: APIGatewayProxyResult;
}

/** The answers given to idempotency keys, kept for a day. */
export class IdempotencyTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The answer that `key` was given, unless it has expired at `now`. */
  async find(key: string, now: string): Promise<RememberedAnswer | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { key }, ConsistentRead: true }),
    );
    return Item === undefined || Item.expiresAt <= seconds(now) ? undefined : (Item as RememberedAnswer);
  }

  /**
   * Remembers the answer to a request that changes nothing else.
   * @param remembered what `remember(answer)` gave; nothing for a request without a key.
   * @throws GuardFailed when the key is taken.
   */
  async keep(remembered: readonly GuardedWrite[]): Promise<void> {
    if (remembered.length > 0) await commit(this.#client, remembered);
  }

  /** Takes `key` for `answer`; fails by its guard when the key is taken. */
  take(key: string, fingerprint: string, answer: APIGatewayProxyResult, now: string): GuardedWrite {
    return {
      guard: IDEMPOTENCY_GUARD,
      write: {
        Put: {
          TableName: this.#table,
          Item: { key, fingerprint, answer, expiresAt: seconds(now) + RETENTION_SECONDS },
          ConditionExpression: 'attribute_not_exists(#key) OR expiresAt <= :now',
          ExpressionAttributeNames: { '#key': 'key' },
          ExpressionAttributeValues: { ':now': seconds(now) },
        },
      },
    };
  }
}

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
