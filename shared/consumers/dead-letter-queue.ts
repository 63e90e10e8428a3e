import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { logger } from '../logging/logger.ts';
import { NotUnderstood } from './parse-event.ts';

/** A consumer's dead-letter queue, and after how many receives SQS itself moves a message there. */
export interface DeadLetterQueue {
  readonly url: string;
  readonly maxReceives: number;
}

const MAX_REASON = 1_000;
/** What SQS refuses in the value of an attribute. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

let client: SQSClient | undefined;

/** The queue in the environment; undefined where there is none, as in tests. */
export function deadLetterQueueOf(environment: NodeJS.ProcessEnv): DeadLetterQueue | undefined {
  const { DEAD_LETTER_QUEUE_URL: url, MAX_RECEIVES } = environment;
  return url === undefined ? undefined : { url, maxReceives: Number(MAX_RECEIVES) };
}

/**
 * Moves a failed message to the dead-letter queue together with the reason, in the attributes that EventBridge gives its own
 * dead letters: at once if the event is not understood, otherwise when it failed for the last time. SQS alone would move
 * it without a reason.
 * @returns whether the message is there; if not, SQS delivers it again, or moves it.
 */
export async function moveToDeadLetters(
  { url, maxReceives }: DeadLetterQueue,
  { attributes, body, messageId }: SQSRecord,
  { name, message }: Error,
): Promise<boolean> {
  const receives = Number(attributes.ApproximateReceiveCount);
  if (name !== NotUnderstood.name && receives < maxReceives) return false;
  const text = (value: string) => ({
    DataType: 'String',
    StringValue: value.replaceAll(FORBIDDEN, '?').slice(0, MAX_REASON) || 'unknown',
  });
  // A queue's URL names AWS's host, wherever the queue is.
  client ??= new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: { requestTimeout: 2_000 } });
  const MessageAttributes = { ERROR_CODE: text(name), ERROR_MESSAGE: text(message) };
  try {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageAttributes }));
    return true;
  } catch (error) {
    logger.error('not moved to the dead-letter queue', { error: error as Error, messageId });
    return false;
  }
}
