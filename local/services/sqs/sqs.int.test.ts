import { createHash } from 'node:crypto';
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test, vi } from 'vitest';
import type { InvokeResult } from '../invoke.ts';
import { aQueueService } from './testing/queue-service.ts';
import { aQueue, aQueueEventSource, queueArn } from './testing/queues.ts';

const succeeded: InvokeResult = { ok: true, payload: null };
const crashed: InvokeResult = { ok: false, error: { type: 'Error', message: 'boom' } };
const deadLetterArn = queueArn('orders-dlq');
const withDeadLetters = [
  aQueue({ redrive: { deadLetterArn, maxReceiveCount: 2 } }),
  aQueue({ name: 'orders-dlq' }),
];
const onlyOrders = { queues: [aQueue()] };

describe('queues', () => {
  test('are found by name and by prefix, with URLs at the endpoint', async () => {
    const { client, endpoint } = await aQueueService({ queues: withDeadLetters });
    expect(await client.getQueueUrl({ QueueName: 'orders-dlq' })).toMatchObject({
      QueueUrl: `${endpoint}/000000000000/orders-dlq`,
    });
    expect((await client.listQueues({})).QueueUrls).toHaveLength(2);
    expect((await client.listQueues({ QueueNamePrefix: 'orders-' })).QueueUrls).toEqual([
      `${endpoint}/000000000000/orders-dlq`,
    ]);
  });

  test('report their numbers of messages and their dead-letter queue', async () => {
    const { attributes, client, QueueUrl, receive } = await aQueueService({ queues: withDeadLetters });
    for (const DelaySeconds of [0, 0, 900]) {
      await client.sendMessage({ QueueUrl, MessageBody: 'a', DelaySeconds });
    }
    await receive({ MaxNumberOfMessages: 1 });
    expect(await attributes('All')).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      QueueArn: queueArn('orders'),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: 2 }),
      VisibilityTimeout: '30',
    });
    expect(await attributes('VisibilityTimeout')).toEqual({ VisibilityTimeout: '30' });
  });

  test('are emptied by a purge', async () => {
    const { activity, client, QueueUrl, receive } = await aQueueService(onlyOrders);
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    await client.purgeQueue({ QueueUrl });
    expect(await receive()).toEqual([]);
    expect(activity.open).toBe(0);
  });
});

describe('a message', () => {
  test('arrives as it was sent; the SDK checks its digest in both directions', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    const MessageBody = '{"größe":"€ \u{1F600}"}';
    const sent = await client.sendMessage({ QueueUrl, MessageBody });
    expect(sent.MD5OfMessageBody).toBe(createHash('md5').update(MessageBody).digest('hex'));
    const [message, ...others] = await receive({ MessageSystemAttributeNames: ['All'] });
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: MessageBody,
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
    });
  });

  test('keeps its attributes, with the same digest as on AWS', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    const MessageAttributes: SendMessageCommandInput['MessageAttributes'] = {
      tries: { DataType: 'Number.int', StringValue: '3' },
      blob: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 255]) },
    };
    const sent = await client.sendMessage({ QueueUrl, MessageBody: 'a', MessageAttributes });
    // Computed from the documented algorithm.
    const parts = [
      ...['00000004', 'blob', '00000006', 'Binary', '02', '00000003', '0102ff'],
      ...['00000005', 'tries', '0000000a', 'Number.int', '01', '00000001', '3'],
    ];
    const bytes = parts.map((part) =>
      Buffer.from(part, /^([\da-f]{8}|02|01|0102ff)$/.test(part) ? 'hex' : 'utf8'),
    );
    const digest = createHash('md5').update(Buffer.concat(bytes)).digest('hex');
    expect(sent.MD5OfMessageAttributes).toBe(digest);
    const [message] = await receive({ MessageAttributeNames: ['All'], VisibilityTimeout: 0 });
    expect(message?.MD5OfMessageAttributes).toBe(digest);
    expect(message?.MessageAttributes?.['tries']).toEqual({ DataType: 'Number.int', StringValue: '3' });
    expect([...(message?.MessageAttributes?.['blob']?.BinaryValue ?? [])]).toEqual([1, 2, 255]);
    const [narrow] = await receive({ MessageAttributeNames: ['tri.*'] });
    expect(Object.keys(narrow?.MessageAttributes ?? {})).toEqual(['tries']);
  });

  test('is invisible once received, and visible again once its visibility timeout is set to 0', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    const [message] = await receive();
    expect(await receive()).toEqual([]);
    const ReceiptHandle = message?.ReceiptHandle;
    await client.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    expect(await receive({ WaitTimeSeconds: 20 })).toMatchObject([{ MessageId: message?.MessageId }]);
  });

  test('is gone once deleted; deleting it twice is not an error', async () => {
    const { activity, attributes, client, QueueUrl, receive } = await aQueueService(onlyOrders);
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    const ReceiptHandle = (await receive())[0]?.ReceiptHandle;
    for (const _ of [1, 2]) await client.deleteMessage({ QueueUrl, ReceiptHandle });
    expect(await attributes('ApproximateNumberOfMessagesNotVisible')).toMatchObject({
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    expect(activity.open).toBe(0);
  });
});

describe('a receive', () => {
  test('returns at most as many messages as requested, one by default', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    for (const MessageBody of ['a', 'b', 'c', 'd']) await client.sendMessage({ QueueUrl, MessageBody });
    expect(await receive({ MaxNumberOfMessages: undefined })).toMatchObject([{ Body: 'a' }]);
    expect(await receive({ MaxNumberOfMessages: 2 })).toMatchObject([{ Body: 'b' }, { Body: 'c' }]);
  });

  test('that waits gets a message as soon as there is one, and other receives keep waiting', async () => {
    const { client, QueueUrl, receive, sqs } = await aQueueService(onlyOrders);
    const settled: number[] = [];
    const waiting = [1, 2].map(async (id) => {
      const received = await receive({ WaitTimeSeconds: 20 });
      settled.push(id);
      return received.length;
    });
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    await Promise.race(waiting);
    expect(settled).toHaveLength(1);
    // Closing the service ends the wait.
    await sqs.close();
    expect((await Promise.all(waiting)).toSorted()).toEqual([0, 1]);
  });

  test('waits as long as its queue says by default', async () => {
    const { client, QueueUrl, receive } = await aQueueService({
      queues: [aQueue({ receiveWaitSeconds: 20 })],
    });
    const waiting = receive();
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    expect(await waiting).toHaveLength(1);
  });

  test('whose client has disconnected hides no message', async () => {
    const { client, QueueUrl, receive, sqs } = await aQueueService(onlyOrders);
    const gone = new AbortController();
    const request = { operation: 'ReceiveMessage', parameters: { QueueUrl, WaitTimeSeconds: 20 } };
    const wait = () =>
      sqs.apis[0]?.handle({ ...request, headers: {}, body: Buffer.of(), signal: gone.signal });
    const waiting = [wait(), wait()];
    sqs.send(queueArn('orders'), 'as its client goes');
    gone.abort();
    await client.sendMessage({ QueueUrl, MessageBody: 'later' });
    expect(await receive()).toHaveLength(2);
    await Promise.all(waiting);
  });
});

describe('a batch', () => {
  test('succeeds entry by entry', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    const sent = await client.sendMessageBatch({
      QueueUrl,
      Entries: [
        { Id: 'good', MessageBody: 'a' },
        { Id: 'late', MessageBody: 'b', DelaySeconds: 901 },
        { Id: 'bad', MessageBody: '\u0000' },
      ],
    });
    expect(sent.Successful).toMatchObject([{ Id: 'good', MessageId: expect.any(String) }]);
    expect(sent.Failed).toMatchObject([
      { Id: 'late', SenderFault: true, Code: 'InvalidParameterValue' },
      { Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' },
    ]);
    const [message] = await receive();
    const changed = await client.changeMessageVisibilityBatch({
      QueueUrl,
      Entries: [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }],
    });
    expect(changed.Successful).toMatchObject([{ Id: 'a' }]);
    const [again] = await receive({ WaitTimeSeconds: 20 });
    const deleted = await client.deleteMessageBatch({
      QueueUrl,
      Entries: [
        { Id: 'a', ReceiptHandle: again?.ReceiptHandle },
        { Id: 'b', ReceiptHandle: 'made up' },
      ],
    });
    expect(deleted).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', Code: 'ReceiptHandleIsInvalid' }],
    });
  });

  const entry = { Id: 'a', MessageBody: 'a' };
  test.each([
    ['no entries', [], 'EmptyBatchRequest'],
    ['two entries with the same id', [entry, entry], 'BatchEntryIdsNotDistinct'],
    ['an invalid id', [{ ...entry, Id: 'a b' }], 'InvalidBatchEntryId'],
    [
      'eleven entries',
      Array.from({ length: 11 }, (_, n) => ({ ...entry, Id: `${n}` })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'more than 1 MiB in all',
      [1, 2].map((n) => ({ Id: `${n}`, MessageBody: 'x'.repeat(600_000) })),
      'BatchRequestTooLong',
    ],
  ])('with %s is rejected as a whole', async (_, Entries, name) => {
    const { attributes, client, QueueUrl } = await aQueueService(onlyOrders);
    await expect(client.sendMessageBatch({ QueueUrl, Entries })).rejects.toMatchObject({ name });
    expect(await attributes('ApproximateNumberOfMessages')).toMatchObject({
      ApproximateNumberOfMessages: '0',
    });
  });
});

describe('an error', () => {
  test('for a queue that does not exist has both of its codes', async () => {
    const { client, endpoint } = await aQueueService(onlyOrders);
    const QueueUrl = `${endpoint}/000000000000/elsewhere`;
    await expect(client.receiveMessage({ QueueUrl })).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
      Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
      $metadata: { httpStatusCode: 400 },
    });
    await expect(client.getQueueUrl({ QueueName: 'elsewhere' })).rejects.toThrow('does not exist');
    await expect(client.receiveMessage({ QueueUrl: 'orders' })).rejects.toThrow('does not exist');
  });

  test.each<
    [string, (service: Awaited<ReturnType<typeof aQueueService>>) => Promise<unknown>, string, string]
  >([
    [
      'too many messages',
      ({ receive }) => receive({ MaxNumberOfMessages: 11 }),
      'InvalidParameterValue',
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      'no messages',
      ({ receive }) => receive({ MaxNumberOfMessages: 0 }),
      'InvalidParameterValue',
      'MaxNumberOfMessages',
    ],
    [
      'a wait that is too long',
      ({ receive }) => receive({ WaitTimeSeconds: 21 }),
      'InvalidParameterValue',
      'WaitTimeSeconds',
    ],
    [
      'a visibility timeout that is too long',
      ({ receive }) => receive({ VisibilityTimeout: 43_201 }),
      'InvalidParameterValue',
      'VisibilityTimeout',
    ],
    [
      'a parameter of FIFO queues',
      ({ receive }) => receive({ ReceiveRequestAttemptId: 'a' }),
      'AWS.SimpleQueueService.UnsupportedOperation',
      'ReceiveRequestAttemptId',
    ],
    [
      'an attribute that no message has',
      ({ receive }) => receive({ MessageSystemAttributeNames: ['Colour' as 'All'] }),
      'InvalidAttributeName',
      'Colour',
    ],
    [
      'an attribute that no queue has',
      ({ attributes }) => attributes('Colour' as 'All'),
      'InvalidAttributeName',
      'Colour',
    ],
    [
      'a message group',
      ({ client, QueueUrl }) => client.sendMessage({ QueueUrl, MessageBody: 'a', MessageGroupId: 'g' }),
      'AWS.SimpleQueueService.UnsupportedOperation',
      'MessageGroupId',
    ],
    [
      'no body',
      ({ client, QueueUrl }) => client.sendMessage({ QueueUrl, MessageBody: undefined }),
      'MissingParameter',
      'MessageBody',
    ],
    [
      'an empty body',
      ({ client, QueueUrl }) => client.sendMessage({ QueueUrl, MessageBody: '' }),
      'MissingParameter',
      'MessageBody',
    ],
    [
      'a body that is too long',
      ({ client, QueueUrl }) => client.sendMessage({ QueueUrl, MessageBody: 'x'.repeat(1024 * 1024 + 1) }),
      'InvalidParameterValue',
      '1048576',
    ],
    [
      'an attribute without a value',
      ({ client, QueueUrl }) =>
        client.sendMessage({ QueueUrl, MessageBody: 'a', MessageAttributes: { a: { DataType: 'String' } } }),
      'InvalidParameterValue',
      'MessageAttributes.a',
    ],
    [
      'a paginated list of queues',
      ({ client }) => client.listQueues({ MaxResults: 1 }),
      'AWS.SimpleQueueService.UnsupportedOperation',
      'MaxResults',
    ],
    [
      'an invalid receipt handle',
      ({ client, QueueUrl }) => client.deleteMessage({ QueueUrl, ReceiptHandle: 'x' }),
      'ReceiptHandleIsInvalid',
      'x',
    ],
    [
      'an unknown receipt handle',
      ({ client, QueueUrl }) =>
        client.changeMessageVisibility({
          QueueUrl,
          ReceiptHandle: crypto.randomUUID(),
          VisibilityTimeout: 1,
        }),
      'InvalidParameterValue',
      'ReceiptHandle',
    ],
  ])('names what is wrong: %s', async (_, call, Code, message) => {
    await expect(call(await aQueueService(onlyOrders))).rejects.toMatchObject({
      Error: { Code },
      message: expect.stringContaining(message),
    });
  });

  test('for changing the visibility timeout of a message that is visible already', async () => {
    const { client, QueueUrl, receive } = await aQueueService(onlyOrders);
    await client.sendMessage({ QueueUrl, MessageBody: 'a' });
    const ReceiptHandle = (await receive({ VisibilityTimeout: 0 }))[0]?.ReceiptHandle;
    const change = () => client.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    await vi.waitFor(() => expect(change()).rejects.toMatchObject({ name: 'MessageNotInflight' }));
  });
});

describe('beside an event source mapping', () => {
  test('the messages of a failing consumer can be received from the dead-letter queue', async () => {
    const { activity, client, endpoint, QueueUrl, receive } = await aQueueService(
      { queues: withDeadLetters, eventSources: [aQueueEventSource()] },
      async () => crashed,
    );
    const { MessageId } = await client.sendMessage({ QueueUrl, MessageBody: '{"poison":true}' });
    expect(await activity.whenIdle(20_000)).toBe(true);
    const deadLetters = { QueueUrl: `${endpoint}/000000000000/orders-dlq` };
    const [letter] = await receive({ ...deadLetters, MessageSystemAttributeNames: ['All'] });
    expect(letter).toMatchObject({
      MessageId,
      Body: '{"poison":true}',
      Attributes: { DeadLetterQueueSourceArn: queueArn('orders') },
    });
    expect(await receive(deadLetters)).toEqual([]);
    await client.deleteMessage({ ...deadLetters, ReceiptHandle: letter?.ReceiptHandle });
  });

  test('a message received at the endpoint is not delivered to the function until its visibility timeout', async () => {
    const first = Promise.withResolvers<void>();
    const invoked: unknown[] = [];
    const { activity, attributes, client, QueueUrl, receive } = await aQueueService(
      { queues: [aQueue()], eventSources: [aQueueEventSource({ batchSize: 1, maximumConcurrency: 1 })] },
      async (_, event) => {
        const { Records } = event as SQSEvent;
        invoked.push(...Records.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]));
        await first.promise;
        return succeeded;
      },
    );
    await client.sendMessage({ QueueUrl, MessageBody: 'busy' });
    await vi.waitFor(() => expect(invoked).toEqual([['busy', '1']]));
    await client.sendMessage({ QueueUrl, MessageBody: 'taken' });
    const [taken] = await receive();
    first.resolve();
    await vi.waitFor(async () =>
      expect(await attributes('ApproximateNumberOfMessagesNotVisible')).toEqual({
        ApproximateNumberOfMessagesNotVisible: '1',
      }),
    );
    expect([invoked, activity.open]).toEqual([[['busy', '1']], 1]);
    const { ReceiptHandle } = taken ?? {};
    await client.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    expect(await activity.whenIdle(20_000)).toBe(true);
    expect(invoked).toEqual([
      ['busy', '1'],
      ['taken', '2'],
    ]);
  });
});
