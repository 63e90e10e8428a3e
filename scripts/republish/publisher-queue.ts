import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  paginateListQueues,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Service } from '../../contracts/definition/define-event.ts';
import { NoSystem } from '../running/aws-access.ts';

const BATCH = 10;
/** Every target takes a batch of this size. */
const MAX_BYTES = 200 * 1024;
const POLL_MS = 500;
/** SQS's numbers are approximate. */
const EMPTY_POLLS = 3;

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** The queue from which the publisher of a service publishes records again. */
export class PublisherQueue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #deadLettersUrl: string;

  private constructor(client: SQSClient, url: string, deadLettersUrl: string) {
    this.#client = client;
    this.#url = url;
    this.#deadLettersUrl = deadLettersUrl;
  }

  /** @param prefix how the names of the system's stacks begin. @throws NoSystem if there is no such queue. */
  static async find(client: SQSClient, prefix: string, service: Service): Promise<PublisherQueue> {
    const stack = `${prefix}${service[0]?.toUpperCase()}${service.slice(1)}-`;
    for await (const page of paginateListQueues({ client }, { QueueNamePrefix: `${stack}Publish` })) {
      const url = page.QueueUrls?.find((each) => /EventsQueue[0-9A-F]{8}(-|$)/.test(each));
      if (url === undefined) continue;
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
      );
      const arn: string = JSON.parse(Attributes?.RedrivePolicy ?? '{}').deadLetterTargetArn ?? '';
      const { QueueUrl = '' } = await client.send(
        new GetQueueUrlCommand({ QueueName: arn.split(':').at(-1) }),
      );
      return new PublisherQueue(client, url, QueueUrl);
    }
    throw new NoSystem(
      `There is no queue ${stack}Publish…EventsQueue there. Is the system deployed, and are --stage and the region right?`,
    );
  }

  /** @throws Error if SQS refuses one of the messages. */
  async send(messages: readonly string[]): Promise<void> {
    for (const batch of batchesOf(messages)) {
      const Entries = batch.map((MessageBody, index) => ({ Id: `${index}`, MessageBody }));
      const answer = await this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.#url, Entries }));
      const [failed] = answer.Failed ?? [];
      if (failed !== undefined) throw new Error(`${failed.Code}: ${failed.Message}`);
    }
  }

  /** Waits until the publisher has dealt with all messages. */
  async drained(signal: AbortSignal): Promise<void> {
    for (let empty = 0; empty < EMPTY_POLLS; ) {
      empty = (await this.#countIn(this.#url)) === 0 ? empty + 1 : 0;
      await pause(POLL_MS, undefined, { signal });
    }
  }

  /** How many records the publisher could not publish, and keeps. */
  async notPublished(): Promise<number> {
    return this.#countIn(this.#deadLettersUrl);
  }

  async #countIn(QueueUrl: string): Promise<number> {
    const { Attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] }),
    );
    return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  }
}

/** Splits messages into batches within the limits of SendMessageBatch. */
export function batchesOf(messages: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message);
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === BATCH || bytes + size > MAX_BYTES) {
      batches.push([message]);
      bytes = size;
    } else {
      batch.push(message);
      bytes += size;
    }
  }
  return batches;
}
