import { Duration, type Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ServiceStack } from '../stacks/service-stack.ts';
import { messagesIn, ofAllFunctions, oldestPending, PERIOD } from './metrics.ts';

export interface AlarmsProps {
  readonly api: RestApi;
  readonly services: readonly ServiceStack[];
  readonly topic: ITopic;
}

/** An alarm: what is measured, how much is too much, and what to do about it. */
interface Watch {
  readonly metric: IMetric;
  /** Alarms at more than this. */
  readonly above: number;
  /** Periods of five minutes in a row; default 1. */
  readonly periods?: number;
  readonly description: string;
}

/** What staff on call are told of. All alarms notify the topic when they start and when they end. */
export function addAlarms(stack: Stack, { api, services, topic }: AlarmsProps): Alarm[] {
  const watches: Record<string, Watch> = {};
  for (const service of services) {
    const queues = [...service.consumers, ...service.publishers].map(({ deadLetters }) => deadLetters);
    watches[`${service.service}-dead-letters`] = {
      metric: messagesIn(queues, service.service),
      above: 0,
      description: `An event for ${service.service}, or a stream record of it, could not be handled. Find out why in the log and mend it. Redrive an event's dead-letter queue; a stream record's has its place in the stream, which keeps it for a day.`,
    };
    for (const publisher of service.publishers) {
      watches[`${service.service}-stream-age`] = {
        metric: publisher.function.metric('IteratorAge', { statistic: 'Maximum', period: PERIOD }),
        above: Duration.minutes(5).toMilliseconds(),
        description: `The publisher of ${service.service} is behind its table streams: the others learn late of changes.`,
      };
    }
  }
  watches['api-server-errors'] = {
    metric: api.metricServerError({ period: PERIOD, statistic: 'Sum' }),
    above: 0,
    description: 'The API answered with 5xx. The log has the cause under the correlation id.',
  };
  watches['api-latency'] = {
    metric: api.metricLatency({ period: PERIOD, statistic: 'p95' }),
    above: Duration.seconds(3).toMilliseconds(),
    periods: 3,
    description: 'One of twenty requests took more than 3 s, for a quarter of an hour.',
  };
  watches['function-errors'] = {
    metric: ofAllFunctions('Errors'),
    above: 0,
    periods: 2,
    description: 'Functions of this account and region end with errors.',
  };
  watches['function-throttles'] = {
    metric: ofAllFunctions('Throttles'),
    above: 0,
    periods: 2,
    description: 'Functions are throttled: the account needs a higher concurrency limit.',
  };
  watches['purchases-pending-too-long'] = {
    metric: oldestPending,
    above: Duration.minutes(10).toSeconds(),
    description: 'A purchase is pending for more than ten minutes: the event chain is stuck.',
  };
  return Object.entries(watches).map(([id, watch]) => addAlarm(stack, id, watch, topic));
}

function addAlarm(stack: Stack, id: string, watch: Watch, topic: ITopic): Alarm {
  const alarm = new Alarm(stack, id, {
    metric: watch.metric,
    threshold: watch.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: watch.periods ?? 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: watch.description,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
