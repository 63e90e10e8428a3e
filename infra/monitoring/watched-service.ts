import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ServiceStack } from '../stacks/service-stack.ts';
import { messagesIn, notStarted, PERIOD, sumOf, undelivered } from './metrics.ts';
import type { Watch } from './watch.ts';

/**
 * What is watched of one service. A consumer or publisher that fails is seen by what comes of it: dead letters, or a
 * publisher that is behind. Nothing comes of a scheduled function that fails, so its errors are watched themselves.
 */
export function watchesOf({ service, bus, consumers, publishers, schedules }: ServiceStack): Watch[] {
  const background = [...consumers, ...publishers];
  const sum = (metrics: readonly IMetric[]) => sumOf(metrics, service);
  const props = { period: PERIOD, statistic: 'Sum' };
  return [
    {
      id: `${service}-dead-letters`,
      metric: sum(background.map(({ deadLetters }) => messagesIn(deadLetters))),
      above: 0,
      description: `An event for ${service}, or a stream record of it, could not be handled. Find the cause in the function's log and fix it. Then redrive the dead-letter queue of a consumer; a publisher's says which part of the stream to read again, which the stream keeps for a day.`,
    },
    {
      id: `${service}-undelivered`,
      metric: sum([
        ...consumers.flatMap(({ rule }) => undelivered(rule, bus)),
        ...schedules.map(({ rule }) => notStarted(rule)),
      ]),
      above: 0,
      description: `EventBridge gave up on a target of a rule of ${service}. Check the target and its permissions. Events are in the consumer's dead-letter queue, unless that could not be reached either.`,
    },
    ...publishers.map((publisher) => ({
      id: `${service}-stream-age`,
      metric: publisher.function.metric('IteratorAge', { ...props, statistic: 'Maximum' }),
      above: Duration.minutes(5).toMilliseconds(),
      description: `The publisher of ${service} is behind its table streams: the other services learn late of changes.`,
    })),
    {
      id: `${service}-throttles`,
      metric: sum(background.map((each) => each.function.metricThrottles(props))),
      above: 0,
      periods: 2,
      description: `Consumers or publishers of ${service} are throttled: the account needs a higher concurrency limit.`,
    },
    ...schedules.map((schedule) => ({
      id: `${service}-schedule`,
      metric: sum([schedule.function.metricErrors(props), schedule.function.metricThrottles(props)]),
      above: 0,
      periods: 2,
      description: `The scheduled function of ${service} fails or is throttled, and what it measures is missing. Its log has the cause.`,
    })),
  ];
}
