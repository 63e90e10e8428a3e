import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';
import { messagesIn, notStarted, PERIOD, sumOf, undelivered } from './metrics.ts';
import type { MonitoredService } from './monitored.ts';
import type { Watch } from './watch.ts';

/**
 * The alarms of one service. A failing consumer or publisher shows in its effects: dead letters, or a
 * publisher that falls behind. A failing scheduled function has no such effects, so its errors are watched directly.
 */
export function watchesOf(
  { service, bus, consumers, publishers, indexers, schedules }: MonitoredService,
  stage: Settings['stage'],
): Watch[] {
  const deadLetters = `npm run dead-letters -- list --target aws --stage ${stage}`;
  const background = [...consumers, ...publishers];
  const sum = (metrics: readonly IMetric[]) => sumOf(metrics, service);
  const props = { period: PERIOD, statistic: 'Sum' };
  return [
    {
      id: `${service}-dead-letters`,
      metric: sum(background.map(({ deadLetters }) => messagesIn(deadLetters))),
      limit: { above: 0 },
      description: `An event for ${service} could not be handled, or one of its stream records could not be understood. ${deadLetters} shows what and why. Fix the cause, deploy, and redrive them (redrive instead of list).`,
    },
    {
      id: `${service}-undelivered`,
      metric: sum([
        ...consumers.flatMap(({ rule }) => undelivered(rule, bus)),
        ...schedules.map(({ rule }) => notStarted(rule)),
      ]),
      limit: { above: 0 },
      description: `EventBridge could not reach the target of one of ${service}'s rules. Check the target and its permissions. ${deadLetters} shows the events, unless the consumer's dead-letter queue could not be reached either. Then redrive them.`,
    },
    ...publishers.map((publisher) => ({
      id: `${service}-stream-age`,
      metric: publisher.function.metric('IteratorAge', { ...props, statistic: 'Maximum' }),
      limit: { above: Duration.minutes(5).toMilliseconds() },
      description: `The publisher of ${service} has fallen behind its table streams: other services hear of changes late. It retries, and nothing is lost before changes are a day old. Its log says what fails ("not published"): the bus cannot be reached, its role lacks events:PutEvents, or it crashes. Fix that within the day; after it, npm run republish -- --target aws --stage ${stage} publishes what is missing.`,
    })),
    ...indexers.map((indexer) => ({
      id: `${service}-search-age`,
      metric: indexer.function.metric('IteratorAge', { ...props, statistic: 'Maximum' }),
      limit: { above: Duration.minutes(5).toMilliseconds() },
      description: `The search index of ${service} has fallen behind its table: searches do not find what was written since. It retries, and nothing is lost before changes are a day old. Its log says what fails. Fix that within the day; after it, npm run rebuild -- ${service === 'catalog' ? 'product' : service}-search --target aws --stage ${stage} writes what is missing.`,
    })),
    {
      id: `${service}-throttles`,
      metric: sum([...background, ...indexers].map((each) => each.function.metricThrottles(props))),
      limit: { above: 0 },
      periods: 2,
      description: `Consumers, publishers or indexers of ${service} are throttled: the account needs a higher concurrency limit.`,
    },
    ...schedules.map((schedule) => ({
      id: `${service}-schedule`,
      metric: sum([schedule.function.metricErrors(props), schedule.function.metricThrottles(props)]),
      limit: { above: 0 },
      periods: 2,
      description: `The scheduled function of ${service} is failing or throttled, so its measurements are missing. Its log has the cause.`,
    })),
  ];
}
