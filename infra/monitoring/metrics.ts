import { Duration, Fn } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus, IRule } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type MetricName, metricNames } from '../../shared/logging/metric-names.ts';
import { metricNamespace } from '../metric-namespace.ts';
import type { Settings } from '../settings.ts';

/** The period of all graphs and alarms, except for what happens once a night. */
export const PERIOD = Duration.minutes(5);

/** The metrics that the functions of a stage write. */
export function writtenMetrics(stage: Settings['stage']) {
  const metric = (
    metricName: MetricName,
    dimensionsMap: Record<string, string>,
    options: MetricOptions,
  ): Metric =>
    new Metric({ namespace: metricNamespace(stage), metricName, dimensionsMap, period: PERIOD, ...options });
  const service = 'purchases';
  /** A sum over all checks of the nightly comparison. */
  const ofChecks = (name: MetricName) => (period: Duration) =>
    metric(name, { service: 'operations' }, { statistic: 'Sum', period });
  return {
    /** Checks that got through everything that they compare. */
    checksCompleted: ofChecks(metricNames.checksCompleted),
    /** Checks that did not have enough time. */
    checksUnfinished: ofChecks(metricNames.checksUnfinished),
    /** Differences between tables. */
    differences: ofChecks(metricNames.differences),
    /** The age of the oldest pending purchase, in seconds. */
    oldestPending: metric(metricNames.oldestPendingPurchase, { service }, { statistic: 'Maximum' }),
    /** How late a service handled an event: the 95th percentile, in milliseconds. */
    eventLag: (consumer: string, event: string): Metric =>
      metric(
        metricNames.eventLag,
        { service: consumer, event },
        { statistic: 'p95', label: `${event} → ${consumer}` },
      ),
    /** Requests accepted as purchases. */
    requested: metric(metricNames.purchasesRequested, { service }, { statistic: 'Sum' }),
    /** Reads of rows that a service could not read. */
    unreadable: (owner: string): Metric =>
      metric(metricNames.unreadableRows, { service: owner }, { statistic: 'Sum' }),
    /** Purchases settled with this outcome: `completed`, or the code of a rejection. */
    settled: (outcome: string): Metric =>
      metric(metricNames.purchasesSettled, { service, outcome }, { statistic: 'Sum', label: outcome }),
  };
}

/**
 * The sum of metrics, at most ten in an alarm. A metric without data counts as 0; with `a + b`, the sum would have none.
 * @param label one lower-case word, unique within a graph
 */
export const sumOf = (metrics: readonly IMetric[], label: string): MathExpression =>
  new MathExpression({
    expression: `SUM([${metrics.map((_, index) => `${label}${index}`).join(', ')}])`,
    label,
    period: PERIOD,
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${label}${index}`, metric])),
  });

/** How many messages are waiting in a queue. */
export const messagesIn = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' });

/** How many events a rule of this bus could not deliver: to its target, and those sent to its dead-letter queue. */
export const undelivered = (rule: IRule, bus: IEventBus): Metric[] => {
  // `Ref` of a rule that is not on the default bus is `BUS|RULE`; its ARN ends with `rule/BUS/RULE`. `Fn::Split`
  // does not accept `Fn::GetStackOutput` directly.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is CloudFormation's.
  const RuleName = Fn.select(2, Fn.split('/', Fn.sub('${Arn}', { Arn: rule.ruleArn })));
  return ['FailedInvocations', 'InvocationsSentToDlq'].map((metricName) =>
    countOf(metricName, { EventBusName: bus.eventBusName, RuleName }),
  );
};

/** How often a schedule, which is a rule of the default bus, could not invoke its target. */
export const notStarted = (schedule: IRule): Metric =>
  countOf('FailedInvocations', { RuleName: schedule.ruleName });

const countOf = (metricName: string, dimensionsMap: Record<string, string>): Metric =>
  new Metric({ namespace: 'AWS/Events', metricName, dimensionsMap, statistic: 'Sum', period: PERIOD });
