import { z } from 'zod';
import { queueUrl } from '../../../aws/queue-url.ts';
import { SqsError } from '../errors.ts';
import type { Queue } from '../queue.ts';
import { type Call, queueAt, queueNamed } from './call.ts';
import { parse, text } from './parameters.ts';

export const getQueueUrl: Call = (parameters, { queues, root }) => {
  const { QueueName } = parse(z.strictObject({ QueueName: text }), parameters);
  return { QueueUrl: queueUrl(queueNamed(QueueName, queues).spec.name, root) };
};

export const listQueues: Call = (parameters, { queues, root }) => {
  const { QueueNamePrefix } = parse(z.strictObject({ QueueNamePrefix: z.string().default('') }), parameters);
  const names = queues.all.map(({ spec }) => spec.name).filter((name) => name.startsWith(QueueNamePrefix));
  return { QueueUrls: names.toSorted().map((name) => queueUrl(name, root)) };
};

export const purgeQueue: Call = (parameters, context) => {
  queueAt(parse(z.strictObject({ QueueUrl: text }), parameters).QueueUrl, context).purge();
  return {};
};

export const getQueueAttributes: Call = (parameters, context) => {
  const schema = z.strictObject({ QueueUrl: text, AttributeNames: z.array(z.string()).default([]) });
  const { QueueUrl, AttributeNames } = parse(schema, parameters);
  const all = attributesOf(queueAt(QueueUrl, context));
  const unknown = AttributeNames.find((name) => name !== 'All' && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const asked = Object.entries(all).filter(
    ([name, value]) =>
      value !== undefined && (AttributeNames.includes('All') || AttributeNames.includes(name)),
  );
  return { Attributes: Object.fromEntries(asked) };
};

/** By name; undefined for what this queue does not have. */
function attributesOf(queue: Queue): Record<string, string | undefined> {
  const { spec } = queue;
  const { redrive } = spec;
  return {
    ApproximateNumberOfMessages: String(queue.visibleCount),
    ApproximateNumberOfMessagesDelayed: String(queue.delayedCount),
    ApproximateNumberOfMessagesNotVisible: String(queue.inFlightCount),
    DelaySeconds: String(spec.delaySeconds),
    MessageRetentionPeriod: String(spec.retentionSeconds),
    Policy:
      spec.policy.length > 0 ? JSON.stringify({ Version: '2012-10-17', Statement: spec.policy }) : undefined,
    QueueArn: spec.arn,
    ReceiveMessageWaitTimeSeconds: String(spec.receiveWaitSeconds),
    RedrivePolicy:
      redrive &&
      JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    VisibilityTimeout: String(spec.visibilityTimeoutSeconds),
  };
}
