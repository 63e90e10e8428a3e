import type { EventSourceSpec, QueueSpec, RuleSpec, RuleTargetSpec } from '../../../model.ts';

export const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

export function aQueue(changes: Partial<QueueSpec> = {}): QueueSpec {
  const name = changes.name ?? 'orders';
  return {
    logicalId: 'Queue',
    name,
    arn: queueArn(name),
    url: `http://localhost/111122223333/${name}`,
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 345_600,
    delaySeconds: 0,
    receiveWaitSeconds: 0,
    policy: [],
    ...changes,
  };
}

export function aQueueEventSource(changes: Partial<EventSourceSpec> = {}): EventSourceSpec {
  return {
    logicalId: 'OrdersSource',
    functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    sourceArn: queueArn('orders'),
    enabled: true,
    batchSize: 10,
    maximumBatchingWindowSeconds: 0,
    reportBatchItemFailures: true,
    filters: [],
    bisectBatchOnError: false,
    maximumRecordAgeSeconds: -1,
    maximumRetryAttempts: -1,
    ...changes,
  };
}

/** A rule whose target is the queue `orders`. */
export function aRule(target: Partial<RuleTargetSpec> = {}): RuleSpec {
  return {
    logicalId: 'OrdersRule',
    name: 'orders',
    arn: 'arn:aws:events:eu-west-1:111122223333:rule/shop/orders',
    busName: 'shop',
    enabled: true,
    pattern: { source: ['shop.orders'] },
    targets: [{ id: 'Target0', arn: queueArn('orders'), ...target }],
  };
}
