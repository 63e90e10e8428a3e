import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** The period of everything that is shown and watched. */
export const PERIOD = Duration.minutes(5);

const NAMESPACE = 'Multidomain';

/** The age of the oldest pending purchase, in seconds. */
export const oldestPending = new Metric({
  namespace: NAMESPACE,
  metricName: 'OldestPendingPurchase',
  dimensionsMap: { service: 'purchases' },
  statistic: 'Maximum',
  period: PERIOD,
});

/** How late events were handled: the 95th percentile, in milliseconds, as one consumer's service sees it. */
export const eventLag = (service: string, event: string): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName: 'EventLag',
    dimensionsMap: { service, event },
    statistic: 'p95',
    period: PERIOD,
    label: `${event} → ${service}`,
  });

/** Requests accepted as purchases. */
export const requested = new Metric({
  namespace: NAMESPACE,
  metricName: 'PurchasesRequested',
  dimensionsMap: { service: 'purchases' },
  statistic: 'Sum',
  period: PERIOD,
});

/** Purchases settled with this outcome: `completed`, or the reason of a rejection. */
export const settled = (outcome: string): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName: 'PurchasesSettled',
    dimensionsMap: { service: 'purchases', outcome },
    statistic: 'Sum',
    period: PERIOD,
    label: outcome,
  });

/** How many messages wait in these queues together. @param label one word, different on one graph. */
export const messagesIn = (queues: readonly IQueue[], label: string): MathExpression =>
  new MathExpression({
    expression: queues.map((_, index) => `${label}${index}`).join(' + '),
    label,
    period: PERIOD,
    usingMetrics: Object.fromEntries(
      queues.map((queue, index) => [
        `${label}${index}`,
        queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
      ]),
    ),
  });

/** A Lambda metric of all functions in the account and region together. */
export const ofAllFunctions = (metricName: 'Errors' | 'Throttles'): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName, statistic: 'Sum', period: PERIOD });
