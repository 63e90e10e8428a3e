import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** How long others do not see a message that is being looked at, if this program is stopped meanwhile. */
const HIDDEN_SECONDS = 30;
/** Long enough that SQS asks all of its servers. */
const WAIT_SECONDS = 1;
const BATCH = 10;

/** A message that only this program sees for now. */
export type Held = Message & { readonly MessageId: string; readonly ReceiptHandle: string };

/**
 * Receives all messages of a queue, and returns what `use` makes of them. Afterwards those that it did not delete are
 * visible again at once. Reading loses nothing: dead-letter queues do not count how often a message is received.
 */
export async function holdMessages<T>(
  client: SQSClient,
  QueueUrl: string,
  use: (messages: readonly Held[]) => Promise<T> | T,
): Promise<T> {
  const held = new Map<string, Held>();
  try {
    for (let isNew = true; isNew; ) {
      const received = await receive(client, QueueUrl);
      isNew = received.some(({ MessageId }) => !held.has(MessageId));
      for (const message of received) held.set(message.MessageId, message);
    }
    return await use([...held.values()]);
  } finally {
    await release(client, QueueUrl, [...held.values()]);
  }
}

async function receive(client: SQSClient, QueueUrl: string): Promise<readonly Held[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: HIDDEN_SECONDS,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['SentTimestamp'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.filter(
    (message): message is Held => message.MessageId !== undefined && message.ReceiptHandle !== undefined,
  );
}

/** Messages that are deleted by now are refused one by one, which does not matter. */
async function release(client: SQSClient, QueueUrl: string, messages: readonly Held[]): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH) {
    const Entries = messages
      .slice(start, start + BATCH)
      .map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
