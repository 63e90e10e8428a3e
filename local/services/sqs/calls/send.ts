import { z } from 'zod';
import { SqsError } from '../errors.ts';
import { md5 } from '../message.ts';
import { md5OfAttributes } from '../message-attributes.ts';
import type { Queue } from '../queue.ts';
import { eachEntry, parseBatch } from './batch.ts';
import { type Call, queueAt } from './call.ts';
import { between, parse, text } from './parameters.ts';

/** Of a message, and of all messages in a batch: bodies, and attributes with their names and types. */
const MAX_BYTES = 1024 * 1024;
const MAX_ATTRIBUTES = 10;
const MAX_DELAY_SECONDS = 900;

const attribute = z.union(
  [
    z.strictObject({
      DataType: z.string().regex(/^(String|Number)(\..+)?$/),
      StringValue: z.string().min(1),
    }),
    z.strictObject({ DataType: z.string().regex(/^Binary(\..+)?$/), BinaryValue: z.base64().min(1) }),
  ],
  'Must have a DataType of String, Number or Binary, and the StringValue or BinaryValue that belongs to it',
);

const attributes = z
  .record(z.string().regex(/^[\w.-]{1,256}$/), attribute)
  .refine(
    (all) => Object.keys(all).length <= MAX_ATTRIBUTES,
    `Must have ${MAX_ATTRIBUTES} attributes at most`,
  );

const message = z.strictObject({
  MessageBody: text,
  DelaySeconds: between(0, MAX_DELAY_SECONDS).optional(),
  MessageAttributes: attributes.default({}),
});

/** Anything but the characters that XML allows: SQS once spoke XML. */
const UNALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

export const sendMessage: Call = (parameters, context) => {
  const { QueueUrl, ...sent } = parse(message.extend({ QueueUrl: text }), parameters);
  return send(queueAt(QueueUrl, context), sent);
};

export const sendMessageBatch: Call = (parameters, context) => {
  const { QueueUrl, Entries } = parseBatch(parameters);
  const queue = queueAt(QueueUrl, context);
  const total = Entries.reduce(
    (sum, { Id: _, ...entry }) => sum + sizeBytes(message.safeParse(entry).data),
    0,
  );
  if (total > MAX_BYTES) {
    const text = `Batch requests cannot be longer than ${MAX_BYTES} bytes. You have sent ${total} bytes.`;
    throw new SqsError('BatchRequestTooLong', text);
  }
  return eachEntry(Entries, (entry) => send(queue, parse(message, entry)));
};

async function send(queue: Queue, sent: z.output<typeof message>): Promise<object> {
  const { MessageBody, DelaySeconds, MessageAttributes } = sent;
  if (UNALLOWED.test(MessageBody)) {
    const text =
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';
    throw new SqsError('InvalidMessageContents', text);
  }
  if (sizeBytes(sent) > MAX_BYTES) {
    const text = `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BYTES} bytes.`;
    throw new SqsError('InvalidParameterValueException', text);
  }
  const MessageId = await queue.send(MessageBody, {
    attributes: MessageAttributes,
    delaySeconds: DelaySeconds,
  });
  return {
    MessageId,
    MD5OfMessageBody: md5(MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(MessageAttributes),
  };
}

function sizeBytes(sent: z.output<typeof message> | undefined): number {
  if (sent === undefined) return 0;
  const parts = Object.entries(sent.MessageAttributes).flatMap(([name, { DataType, ...value }]) => [
    Buffer.from(name + DataType),
    'BinaryValue' in value ? Buffer.from(value.BinaryValue, 'base64') : Buffer.from(value.StringValue),
  ]);
  return parts.reduce((sum, part) => sum + part.length, Buffer.byteLength(sent.MessageBody));
}
