import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { DeadLetters } from './dead-letters.ts';
import { findQueues } from './find-queues.ts';
import { holdMessages } from './hold-messages.ts';
import { lineOf } from './texts.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
const queue = {
  url: 'https://sqs/1/Multidomain-Catalog-ReserveStockDeadLetters12345678-AbC',
  name: 'Multidomain-Catalog-ReserveStockDeadLetters12345678-AbC',
  sourceUrl: 'https://sqs/1/source',
};

/** SQS gives out at most ten messages at once, and not always all it has. */
function give(...batches: number[][]): void {
  const left = [...batches];
  sqs.on(ReceiveMessageCommand).callsFake(() => ({
    Messages: left.shift()?.map((n) => ({
      MessageId: `m${n}`,
      ReceiptHandle: `r${n}`,
      Body: '{"detail-type":"PurchaseRequested","detail":{"metadata":{"correlationId":"a-request"}}}',
      Attributes: { SentTimestamp: '1767225600000' },
      MessageAttributes: {
        RULE_ARN: { DataType: 'String', StringValue: 'arn:rule' },
        ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' },
        ERROR_MESSAGE: { DataType: 'String', StringValue: 'The queue refused it.' },
      },
    })),
  }));
}

beforeEach(() => {
  sqs.reset();
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  sqs.on(DeleteMessageCommand).resolves({});
});

const released = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityBatchCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ ReceiptHandle, VisibilityTimeout }) => `${ReceiptHandle} ${VisibilityTimeout}`);

test('all messages of a queue are read, and are visible again afterwards', async () => {
  give([1, 2], [3], [2, 3]);
  expect(await holdMessages(client, queue.url, (messages) => messages.length)).toBe(3);
  expect(released()).toEqual(['r1 0', 'r2 0', 'r3 0']);
  const [receive] = sqs.commandCalls(ReceiveMessageCommand);
  expect(receive?.args[0].input.VisibilityTimeout).toBeLessThanOrEqual(30);
});

test('messages are visible again even if something fails', async () => {
  give([1]);
  const failing = holdMessages(client, queue.url, () => {
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(released()).toEqual(['r1 0']);
});

test('an event that could not be delivered is listed with the reason of EventBridge', async () => {
  give([1], []);
  const [letter] = await new DeadLetters(client, [queue]).list();
  expect(letter).toMatchObject({
    kind: 'undelivered',
    reason: 'NO_PERMISSIONS: The queue refused it.',
    correlationId: 'a-request',
    since: '2026-01-01T00:00:00.000Z',
  });
  expect(letter && lineOf(letter)).toBe('m1  PurchaseRequested, not delivered to catalog ReserveStock');
});

test('a message that cannot be sent to its consumer is not deleted', async () => {
  give([1], [], [1], []);
  sqs.on(SendMessageCommand).rejects(new Error('no queue'));
  await expect(new DeadLetters(client, [queue]).redrive([])).rejects.toThrow('no queue');
  expect(sqs.commandCalls(DeleteMessageCommand)).toEqual([]);
});

test('only dead-letter queues of the stage are found; if there are none, the error says so', async () => {
  const [source, other] = [
    'https://sqs/1/MultidomainProd-Catalog-Queue',
    'https://sqs/1/MultidomainProd-Catalog-Dead',
  ];
  sqs.on(ListQueuesCommand, { QueueNamePrefix: 'MultidomainProd-' }).resolves({ QueueUrls: [source, other] });
  sqs.on(ListQueuesCommand, { QueueNamePrefix: 'Multidomain-' }).resolves({});
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:other', maxReceiveCount: 5 });
  sqs
    .on(GetQueueAttributesCommand, { QueueUrl: source })
    .resolves({ Attributes: { QueueArn: 'arn:source', RedrivePolicy } });
  sqs.on(GetQueueAttributesCommand, { QueueUrl: other }).resolves({ Attributes: { QueueArn: 'arn:other' } });
  expect(await findQueues(client, 'MultidomainProd-')).toEqual([
    { url: other, name: 'MultidomainProd-Catalog-Dead', sourceUrl: source },
  ]);
  await expect(findQueues(client, 'Multidomain-')).rejects.toThrow('begin with Multidomain- ');
});
