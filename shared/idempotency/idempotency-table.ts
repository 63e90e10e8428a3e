import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type GuardedWrite, GuardFailed, type TransactWrite } from '../dynamodb/commit.ts';
import { readRow } from '../dynamodb/stored-row.ts';

/** The guard of the write that takes a key. */
const IDEMPOTENCY_GUARD = 'idempotency-key';

/** Whether a transaction failed because another one had taken its key. */
export const isTaken = (error: unknown): boolean =>
  error instanceof GuardFailed && error.guards.includes(IDEMPOTENCY_GUARD);

/** How long an answer is given again. */
const RETENTION_SECONDS = 24 * 60 * 60;

/** What a key was used for, and its answer, which is opaque here. Times are in seconds since 1970. */
const answerSchema = z.object({ fingerprint: z.string(), answer: z.unknown(), expiresAt: z.number() });

/** A key whose answer is about a person. */
const referenceSchema = z.object({ about: z.string(), expiresAt: z.number() });

export type RememberedAnswer = Readonly<Pick<z.infer<typeof answerSchema>, 'fingerprint' | 'answer'>>;

/** The writes that remember an answer. */
export type Remembering = readonly (GuardedWrite | TransactWrite)[];

/**
 * The answers given to idempotency keys, kept for a day (table key: `key`). An answer about a person stands, with
 * everything derived from the request, in an item of that person's; the key's own item only refers to it. So a
 * removal erases it without knowing the key.
 */
export class IdempotencyTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The answer that `key` was given, unless it has expired at `now`; `erased` when it has been {@link erase}d. */
  async find(key: string, now: string): Promise<RememberedAnswer | 'erased' | undefined> {
    const item = await this.#get(key);
    if (item === undefined) return undefined;
    const row = 'about' in item ? this.#read(referenceSchema, item) : this.#read(answerSchema, item);
    if (row.expiresAt <= seconds(now)) return undefined;
    if ('answer' in row) return row;
    const answer = await this.#get(keyOfAnswerAbout(row.about));
    return answer === undefined ? 'erased' : this.#read(answerSchema, answer);
  }

  /**
   * Takes `key` for `answer`; fails by its guard when the key is taken.
   * @param about the id of the person whose data the answer holds, if any: a new one, so that it has no other answer.
   */
  take(key: string, fingerprint: string, answer: unknown, now: string, about?: string): Remembering {
    const expiresAt = seconds(now) + RETENTION_SECONDS;
    const remembered = { fingerprint, answer, expiresAt };
    const taken = {
      guard: IDEMPOTENCY_GUARD,
      write: {
        Put: {
          TableName: this.#table,
          Item: about === undefined ? { key, ...remembered } : { key, about, expiresAt },
          ConditionExpression: 'attribute_not_exists(#key) OR expiresAt <= :now',
          ExpressionAttributeNames: { '#key': 'key' },
          ExpressionAttributeValues: { ':now': seconds(now) },
        },
      },
    };
    if (about === undefined) return [taken];
    return [
      taken,
      { Put: { TableName: this.#table, Item: { key: keyOfAnswerAbout(about), ...remembered } } },
    ];
  }

  /** Erases the answer about a person; for the transaction that removes the person. */
  erase(about: string): TransactWrite {
    return { Delete: { TableName: this.#table, Key: { key: keyOfAnswerAbout(about) } } };
  }

  /** A client may put anything into its key, so the log does not show it. */
  #read<Row>(schema: z.ZodType<Row>, item: object): Row {
    return readRow(schema, item, { table: this.#table, key: 'of this request' });
  }

  async #get(key: string) {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { key }, ConsistentRead: true }),
    );
    return Item;
  }
}

/** No client can send this as its key: keys have no spaces. */
const keyOfAnswerAbout = (id: string): string => `about ${id}`;

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
