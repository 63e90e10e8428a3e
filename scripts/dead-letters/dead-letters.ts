import { DeleteMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from './find-queues.ts';
import { type Held, holdMessages } from './hold-messages.ts';
import { type Letter, type OpenedLetter, open } from './letter.ts';

/** There is no dead letter with an id. */
export class UnknownLetter extends Error {
  override readonly name = 'UnknownLetter';
}

/** What is done to a dead letter before it is deleted. */
type BeforeDelete = (queue: DeadLetterQueue, message: Held) => Promise<void>;

/** The dead letters of a system. */
export class DeadLetters {
  readonly #client: SQSClient;
  readonly #queues: readonly DeadLetterQueue[];

  constructor(client: SQSClient, queues: readonly DeadLetterQueue[]) {
    this.#client = client;
    this.#queues = queues;
  }

  /** All of them, the oldest first. */
  async list(): Promise<OpenedLetter[]> {
    const read = (queue: DeadLetterQueue) =>
      holdMessages(this.#client, queue.url, (messages) => messages.map((message) => open(queue, message)));
    const letters = await Promise.all(this.#queues.map(read));
    return letters.flat().toSorted((one, other) => one.since.localeCompare(other.since));
  }

  /** @throws UnknownLetter */
  async show(id: string): Promise<OpenedLetter> {
    const letter = (await this.list()).find((each) => each.id === id);
    if (letter === undefined) throw unknown([id]);
    return letter;
  }

  /**
   * Hands dead letters to their consumer or publisher again. One that fails again becomes a new dead letter.
   * @param ids default: all.
   * @throws UnknownLetter if one of the ids is unknown; then nothing is redriven.
   */
  redrive(ids: readonly string[]): Promise<Letter[]> {
    // Sent before it is deleted: if this program is stopped in between, the message is handled twice, which is harmless.
    return this.#remove(ids, async ({ sourceUrl }, { Body = '' }) => {
      await this.#client.send(new SendMessageCommand({ QueueUrl: sourceUrl, MessageBody: Body }));
    });
  }

  /** Deletes dead letters. @throws UnknownLetter if one of the ids is unknown; then nothing is deleted. */
  discard(ids: readonly string[]): Promise<Letter[]> {
    return this.#remove(ids, async () => {});
  }

  async #remove(ids: readonly string[], before: BeforeDelete): Promise<Letter[]> {
    const known = new Set((await this.list()).map(({ id }) => id));
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length > 0) throw unknown(missing);
    const wanted = ids.length === 0 ? known : new Set(ids);
    const removeFrom = (queue: DeadLetterQueue) =>
      holdMessages(this.#client, queue.url, async (messages) => {
        const removed: Letter[] = [];
        for (const message of messages.filter(({ MessageId }) => wanted.has(MessageId))) {
          await before(queue, message);
          const { ReceiptHandle } = message;
          await this.#client.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
          const { body: _, ...letter } = open(queue, message);
          removed.push(letter);
        }
        return removed;
      });
    return (await Promise.all(this.#queues.map(removeFrom))).flat();
  }
}

const unknown = (ids: readonly string[]): UnknownLetter =>
  new UnknownLetter(
    `There is no dead letter ${ids.join(' or ')}. npm run dead-letters -- list shows all; one that was redriven and failed again has a new ID.`,
  );
