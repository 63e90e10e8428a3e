import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import { queueUrl } from '../../aws/queue-url.ts';
import type { QueueSpec } from '../../model.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';
import { resourcePolicy } from './policy-document.ts';

const queueProperties = z.strictObject({
  ...withoutEffect({
    KmsDataKeyReusePeriodSeconds: 'local messages are not encrypted at rest',
    KmsMasterKeyId: 'local messages are not encrypted at rest',
    SqsManagedSseEnabled: 'local messages are not encrypted at rest',
    RedriveAllowPolicy: 'limits which queues may name this one; all of them are in the same template',
    Tags: 'a label',
  }),
  QueueName: z
    .string()
    .regex(/^[\w-]{1,80}$/, 'letters, digits, - and _, at most 80')
    .exactOptional(),
  VisibilityTimeout: z.number().int().min(0).max(43_200).default(30),
  MessageRetentionPeriod: z.number().int().min(60).max(1_209_600).default(345_600),
  DelaySeconds: z.number().int().min(0).max(900).default(0),
  ReceiveMessageWaitTimeSeconds: z.number().int().min(0).max(20).default(0),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number().int().min(1).max(1000) })
    .exactOptional(),
});

export const queue = resourceType({
  type: 'AWS::SQS::Queue',
  properties: queueProperties,
  identify: ({ name }) => {
    const queueName = name('QueueName', 80);
    const url = queueUrl(queueName);
    return { ref: url, attributes: { Arn: arn('sqs', queueName), QueueName: queueName, QueueUrl: url } };
  },
});

export const queuePolicy = resourceType({
  type: 'AWS::SQS::QueuePolicy',
  properties: z.strictObject({ PolicyDocument: resourcePolicy, Queues: z.array(z.string()) }),
  identify: ({ stackName, logicalId }) => {
    const id = generatedId(stackName, logicalId, 10);
    return { ref: id, attributes: { Id: id } };
  },
});

type QueuePolicies = readonly Resource<z.output<typeof queuePolicy.properties>>[];

export function queueSpec(
  resource: Resource<z.output<typeof queueProperties>>,
  policies: QueuePolicies,
): QueueSpec {
  const { VisibilityTimeout, MessageRetentionPeriod, DelaySeconds, RedrivePolicy } = resource.properties;
  const { ReceiveMessageWaitTimeSeconds } = resource.properties;
  return {
    logicalId: resource.logicalId,
    name: resource.attributes['QueueName'] ?? '',
    arn: resource.attributes['Arn'] ?? '',
    url: resource.ref,
    visibilityTimeoutSeconds: VisibilityTimeout,
    retentionSeconds: MessageRetentionPeriod,
    delaySeconds: DelaySeconds,
    receiveWaitSeconds: ReceiveMessageWaitTimeSeconds,
    ...(RedrivePolicy && {
      redrive: {
        deadLetterArn: RedrivePolicy.deadLetterTargetArn,
        maxReceiveCount: RedrivePolicy.maxReceiveCount,
      },
    }),
    policy: policies
      .filter((policy) => policy.properties.Queues.includes(resource.ref))
      .flatMap((policy) => policy.properties.PolicyDocument.Statement),
  };
}
