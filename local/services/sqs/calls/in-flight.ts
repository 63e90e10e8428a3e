import { z } from 'zod';
import { invalidValue, SqsError } from '../errors.ts';
import type { Queue } from '../queue.ts';
import { checkHandle, eachEntry, parseBatch } from './batch.ts';
import { type Call, queueAt } from './call.ts';
import { between, parse, text } from './parameters.ts';

const deletion = z.strictObject({ ReceiptHandle: text });
const change = z.strictObject({ ReceiptHandle: text, VisibilityTimeout: between(0, 43_200) });

export const deleteMessage: Call = (parameters, context) => {
  const { QueueUrl, ...asked } = parse(deletion.extend({ QueueUrl: text }), parameters);
  return deleteFrom(queueAt(QueueUrl, context), asked);
};

export const deleteMessageBatch: Call = (parameters, context) => {
  const { QueueUrl, Entries } = parseBatch(parameters);
  const queue = queueAt(QueueUrl, context);
  return eachEntry(Entries, (entry) => deleteFrom(queue, parse(deletion, entry)));
};

export const changeMessageVisibility: Call = (parameters, context) => {
  const { QueueUrl, ...asked } = parse(change.extend({ QueueUrl: text }), parameters);
  return changeIn(queueAt(QueueUrl, context), asked);
};

export const changeMessageVisibilityBatch: Call = (parameters, context) => {
  const { QueueUrl, Entries } = parseBatch(parameters);
  const queue = queueAt(QueueUrl, context);
  return eachEntry(Entries, (entry) => changeIn(queue, parse(change, entry)));
};

/** As on AWS, deleting a message that is already gone succeeds. */
function deleteFrom(queue: Queue, { ReceiptHandle }: z.output<typeof deletion>): object {
  checkHandle(ReceiptHandle);
  queue.delete(ReceiptHandle);
  return {};
}

function changeIn(queue: Queue, { ReceiptHandle, VisibilityTimeout }: z.output<typeof change>): object {
  checkHandle(ReceiptHandle);
  const outcome = queue.changeVisibility(ReceiptHandle, VisibilityTimeout * 1000);
  if (outcome === 'visible') {
    throw new SqsError('MessageNotInflight', 'The specified message is not in flight.');
  }
  if (outcome === 'unknown') {
    const reason = 'Message does not exist or is not available for visibility timeout change';
    throw invalidValue('ReceiptHandle', ReceiptHandle, reason);
  }
  return {};
}
