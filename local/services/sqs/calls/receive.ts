import { z } from 'zod';
import { SqsError } from '../errors.ts';
import { md5, type ReceivedMessage, systemAttributes } from '../message.ts';
import { md5OfAttributes, selectAttributes } from '../message-attributes.ts';
import type { Queue } from '../queue.ts';
import { type Call, queueAt } from './call.ts';
import { between, parse, text } from './parameters.ts';

/** The names that may be requested; some exist on FIFO queues only. */
const SYSTEM_ATTRIBUTES = [
  ...['All', 'ApproximateFirstReceiveTimestamp', 'ApproximateReceiveCount', 'AWSTraceHeader'],
  ...['DeadLetterQueueSourceArn', 'MessageDeduplicationId', 'MessageGroupId', 'SenderId'],
  ...['SentTimestamp', 'SequenceNumber'],
];

const names = z.array(z.string()).default([]);

const receive = z.strictObject({
  QueueUrl: text,
  MaxNumberOfMessages: between(1, 10).default(1),
  VisibilityTimeout: between(0, 43_200).optional(),
  WaitTimeSeconds: between(0, 20).optional(),
  // The older name of MessageSystemAttributeNames; SDKs send either.
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
});

export const receiveMessage: Call = async (parameters, context) => {
  const asked = parse(receive, parameters);
  const systemNames = [...asked.AttributeNames, ...asked.MessageSystemAttributeNames];
  const unknown = systemNames.find((name) => !SYSTEM_ATTRIBUTES.includes(name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const queue = queueAt(asked.QueueUrl, context);
  const seconds = asked.WaitTimeSeconds ?? queue.spec.receiveWaitSeconds;
  const take = () => queue.receive(asked.MaxNumberOfMessages, asked.VisibilityTimeout);
  const received = await takeWithin(seconds * 1000, context.signal, queue, take);
  if (received.length === 0) return {};
  return {
    Messages: received.map((message) => toApi(message, queue, systemNames, asked.MessageAttributeNames)),
  };
};

/** Takes the messages there are, or waits until there are some, time is up, or the client has gone. */
async function takeWithin(
  milliseconds: number,
  nobodyWaits: AbortSignal,
  queue: Queue,
  take: () => ReceivedMessage[],
): Promise<ReceivedMessage[]> {
  const timeUp = new AbortController();
  const timer = setTimeout(() => timeUp.abort(), milliseconds);
  const stop = AbortSignal.any([timeUp.signal, nobodyWaits]);
  try {
    let received = take();
    // Other consumers may have taken the new message already.
    while (received.length === 0 && milliseconds > 0 && !stop.aborted) {
      await queue.nextVisible(stop);
      // Taken now, the message would be hidden until its visibility timeout, with nobody to handle it.
      if (!nobodyWaits.aborted) received = take();
    }
    return received;
  } finally {
    clearTimeout(timer);
  }
}

function toApi(
  message: ReceivedMessage,
  queue: Queue,
  systemNames: readonly string[],
  attributeNames: readonly string[],
): object {
  const system = Object.entries(systemAttributes(message, queue.spec.arn)).filter(
    ([name]) => systemNames.includes('All') || systemNames.includes(name),
  );
  const attributes = selectAttributes(message.attributes, attributeNames);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfAttributes(attributes),
    }),
  };
}
