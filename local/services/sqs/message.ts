import { createHash, randomUUID } from 'node:crypto';
import { type MessageAttributes, md5OfAttributes, toRecordAttributes } from './message-attributes.ts';

/** A message in a queue; times in epoch milliseconds. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  /** How often it has been received, from all queues that it was in. */
  readonly receiveCount: number;
  /** How many of these times were before it came into the queue it is in now. Default: none. */
  readonly receivedElsewhere?: number;
  readonly firstReceivedAt?: number;
  /** The ARN of the queue it failed in, once it is in that queue's dead-letter queue. */
  readonly sourceArn?: string;
}

/** A message handed to a consumer; the handle is good until the message is received again. */
export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
  readonly firstReceivedAt: number;
}

export function newMessage(body: string, attributes: MessageAttributes = {}): Message {
  return { messageId: randomUUID(), body, attributes, sentAt: Date.now(), receiveCount: 0 };
}

/** The record a Lambda function gets for a message. */
export function toSqsRecord(message: ReceivedMessage, queueArn: string): Record<string, unknown> {
  const [, , , awsRegion] = queueArn.split(':');
  const md5OfMessageAttributes = md5OfAttributes(message.attributes);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributes(message, queueArn),
    messageAttributes: toRecordAttributes(message.attributes),
    ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion,
  };
}

/** The system attributes of a message. */
export function systemAttributes(message: ReceivedMessage, queueArn: string): Record<string, string> {
  const [, , , , accountId = ''] = queueArn.split(':');
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: accountId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.sourceArn !== undefined && { DeadLetterQueueSourceArn: message.sourceArn }),
  };
}

/** As hexadecimal digits. */
export function md5(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}
