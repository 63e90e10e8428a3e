import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type GuardedWrite, GuardFailed, type TransactWrite } from '../dynamodb/commit.ts';
import { readRow } from '../dynamodb/stored-row.ts';
import { lazy } from '../values/lazy.ts';

/** The guard of the write that claims a key. */
const IDEMPOTENCY_GUARD = 'idempotency-key';

/** Whether a transaction failed because its idempotency key was taken. */
export const isTaken = (error: unknown): boolean =>
  error instanceof GuardFailed && error.guards.includes(IDEMPOTENCY_GUARD);

/** How long an answer is remembered. */
const RETENTION_SECONDS = 24 * 60 * 60;

/** The request that a key was used for and its answer, which is opaque here. `expiresAt` is in seconds since 1970. */
const answerSchema = /* @__PURE__ */ lazy(() =>
  z.object({
    fingerprint: z.string(),
    answer: z.unknown(),
    expiresAt: z.number(),
  }),
);

/** A key whose answer is stored with the person it is about. */
const referenceSchema = /* @__PURE__ */ lazy(() => z.object({ about: z.string(), expiresAt: z.number() }));

export type RememberedAnswer = Readonly<
  Pick<z.infer<ReturnType<typeof answerSchema>>, 'fingerprint' | 'answer'>
>;

/** The writes that remember an answer. */
export type Remembering = readonly (GuardedWrite | TransactWrite)[];

/**
 * Remembers the answers to idempotency keys for a day (table key: `key`). An answer about a person, and everything
 * else derived from the request, is in an item that belongs to the person; the key's own item only refers to it. So
 * removing the person can erase it without knowing the key.
 */
export class IdempotencyTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The answer remembered for `key`, unless it has expired at `now`; `erased` after {@link erase}. */
  async find(key: string, now: string): Promise<RememberedAnswer | 'erased' | undefined> {
    const item = await this.#get(key);
    if (item === undefined) return undefined;
    const row = 'about' in item ? this.#read(referenceSchema(), item) : this.#read(answerSchema(), item);
    if (row.expiresAt <= seconds(now)) return undefined;
    if ('answer' in row) return row;
    const answer = await this.#get(keyOfAnswerAbout(row.about));
    return answer === undefined ? 'erased' : this.#read(answerSchema(), answer);
  }

  /**
   * The writes that claim `key` and remember `answer`; they fail by their guard if the key is taken.
   * @param about the id of the person whose data the answer contains, if any. It must be new: each person has at most
   * one answer.
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

  /** The answer about a person, and until when it is remembered, ISO 8601 UTC; `undefined` if there is none. */
  async answerAbout(id: string): Promise<{ answer: unknown; until: string } | undefined> {
    const item = await this.#get(keyOfAnswerAbout(id));
    if (item === undefined) return undefined;
    const { answer, expiresAt } = this.#read(answerSchema(), item);
    return { answer, until: new Date(expiresAt * 1000).toISOString() };
  }

  /** The write that erases the answer about a person, for the transaction that removes the person. */
  erase(about: string): TransactWrite {
    return { Delete: { TableName: this.#table, Key: { key: keyOfAnswerAbout(about) } } };
  }

  /** Clients may put anything into their keys, so the log does not show them. */
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

/** Clients cannot send such a key, because of the space. */
const keyOfAnswerAbout = (id: string): string => `about ${id}`;

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
