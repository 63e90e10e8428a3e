import { arn } from '../../aws/arn.ts';
import { queueNameIn } from '../../aws/queue-url.ts';
import type { AwsApi, Operation } from '../aws-api.ts';

const onQueue = (action: string): Operation => ({
  actions: [`sqs:${action}`],
  needs: ({ QueueUrl }) => [{ action: `sqs:${action}`, resource: queueArn(queueNameIn(String(QueueUrl))) }],
});

const operations = {
  ChangeMessageVisibility: onQueue('ChangeMessageVisibility'),
  ChangeMessageVisibilityBatch: onQueue('ChangeMessageVisibility'),
  DeleteMessage: onQueue('DeleteMessage'),
  DeleteMessageBatch: onQueue('DeleteMessage'),
  GetQueueAttributes: onQueue('GetQueueAttributes'),
  GetQueueUrl: {
    actions: ['sqs:GetQueueUrl'],
    needs: ({ QueueName }) => [
      {
        action: 'sqs:GetQueueUrl',
        resource: queueArn(typeof QueueName === 'string' ? QueueName : undefined),
      },
    ],
  },
  ListQueues: {
    actions: ['sqs:ListQueues'],
    needs: () => [{ action: 'sqs:ListQueues', resource: '*' }],
  },
  PurgeQueue: onQueue('PurgeQueue'),
  ReceiveMessage: onQueue('ReceiveMessage'),
  SendMessage: onQueue('SendMessage'),
  SendMessageBatch: onQueue('SendMessage'),
} satisfies Record<string, Operation>;

export type SqsOperation = keyof typeof operations;

/** SQS, as far as it is here. */
export const sqsApi: AwsApi = {
  target: 'AmazonSQS',
  signingName: 'sqs',
  // The messages of a request may have 1 MiB, in JSON up to six times as much; the service counts them.
  maxBodyBytes: 8 * 1024 * 1024,
  operations,
};

/** A call that names no queue needs the permission for all of them. */
function queueArn(name: string | undefined): string {
  return name === undefined ? '*' : arn('sqs', name);
}
