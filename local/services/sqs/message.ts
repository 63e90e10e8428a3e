import { createHash, randomUUID } from 'node:crypto';

/** What a message says beside its body; all of it text. */
export type MessageAttributes = Readonly<Record<string, string>>;

/** A message in a queue; times in epoch milliseconds. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  /** How often it has been received from the queue it is in now. */
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** The ARN of the queue it failed in, once it is in that queue's dead-letter queue. */
  readonly sourceArn?: string;
}

/** A message handed to a consumer; the handle is good until the message becomes visible again. */
export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
  readonly firstReceivedAt: number;
}

export function newMessage(body: string, attributes: MessageAttributes = {}): Message {
  return { messageId: randomUUID(), body, attributes, sentAt: Date.now(), receiveCount: 0 };
}

/** The record a Lambda function gets for a message. */
export function toSqsRecord(message: ReceivedMessage, queueArn: string): Record<string, unknown> {
  const [, , , awsRegion, accountId] = queueArn.split(':');
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: accountId,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, stringValue]) => [
        name,
        { stringValue, stringListValues: [], binaryListValues: [], dataType: 'String' },
      ]),
    ),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion,
  };
}

/** The value of a JSON text; the text itself when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
