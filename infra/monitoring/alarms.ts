import { Duration, type Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Settings } from '../settings.ts';
import { PERIOD, sumOf, writtenMetrics } from './metrics.ts';
import type { MonitoredComparison, MonitoredService } from './monitored.ts';
import type { Watch } from './watch.ts';
import { watchesOfComparison } from './watched-comparison.ts';
import { watchesOf } from './watched-service.ts';

export interface AlarmsProps {
  readonly api: RestApi;
  readonly services: readonly MonitoredService[];
  readonly comparison: MonitoredComparison;
  readonly settings: Settings;
  readonly topic: ITopic;
}

/** The alarms for whoever is on call. Each notifies the topic when it starts and when it ends. */
export function addAlarms(
  stack: Stack,
  { api, services, comparison, settings, topic }: AlarmsProps,
): Alarm[] {
  const watches: readonly Watch[] = [
    ...services.flatMap((service) => watchesOf(service, settings.stage)),
    ...watchesOfComparison(comparison, settings.stage),
    {
      // Covers the API's functions too: one that fails or is throttled makes the gateway answer 5xx.
      id: 'api-server-errors',
      metric: api.metricServerError({ period: PERIOD, statistic: 'Sum' }),
      limit: { above: 0 },
      description:
        'The API answered with 5xx. The saved query "Requests that the gateway answered itself, or that ended with 5xx" lists these requests; find the cause in a function\'s log by requestId. If responseType is not "-", the gateway answered: functionStatus 429 means that functions are throttled.',
    },
    {
      id: 'api-latency',
      metric: api.metricLatency({ period: PERIOD, statistic: 'p95' }),
      limit: { above: Duration.seconds(3).toMilliseconds() },
      periods: 3,
      description: 'For 15 minutes, one in twenty requests has taken more than 3 s.',
    },
    {
      id: 'purchases-pending-too-long',
      metric: writtenMetrics(settings.stage).oldestPending,
      limit: { above: Duration.hours(1).toSeconds() },
      needsData: true,
      description: `A purchase has been pending for more than an hour, although it is requested again; or nothing measures that any more. npm run dead-letters -- list --target aws --stage ${settings.stage} shows the event that is stuck: fix its cause and redrive it. If there is none, follow the purchase's correlation id with the saved query, and check the stream age alarms and the function ReportPendingPurchases.`,
    },
    {
      id: 'unreadable-rows',
      metric: sumOf(
        services.map(({ service }) => writtenMetrics(settings.stage).unreadable(service)),
        'service',
      ),
      limit: { above: 0 },
      description:
        'A stored row does not match its schema, so lists leave it out and requests for it end with 500. The saved query "Rows that could not be read" has its table, key and fields. If a deployment changed the schema, roll it back; otherwise correct the row in its table.',
    },
  ];
  return watches.map((watch) => addAlarm(stack, watch, topic));
}

function addAlarm(stack: Stack, watch: Watch, topic: ITopic): Alarm {
  const alarm = new Alarm(stack, watch.id, {
    metric: watch.metric,
    ...('above' in watch.limit
      ? {
          threshold: watch.limit.above,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        }
      : { threshold: watch.limit.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
    evaluationPeriods: watch.periods ?? 1,
    treatMissingData: watch.needsData ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: watch.description,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
