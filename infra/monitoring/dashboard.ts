import { Duration, type Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';
import { messagesIn, PERIOD, sumOf, writtenMetrics } from './metrics.ts';
import type { MonitoredService } from './monitored.ts';

export interface DashboardProps {
  readonly api: RestApi;
  readonly services: readonly MonitoredService[];
  readonly settings: Settings;
  readonly alarms: readonly Alarm[];
}

const graph = (title: string, left: readonly IMetric[], unit: string, right: readonly IMetric[] = []) =>
  new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    leftYAxis: { min: 0, label: unit, showUnits: false },
    width: 12,
    height: 6,
  });

/**
 * The dashboard, from "is it healthy?" at the top to "where is it stuck?" at the bottom. A dashboard is free with up to
 * 50 metrics.
 */
export function addDashboard(stack: Stack, { api, services, settings, alarms }: DashboardProps): Dashboard {
  const dashboard = new Dashboard(stack, 'Health', { periodOverride: PeriodOverride.INHERIT });
  const period = { period: PERIOD };
  const day = Duration.days(1);
  const { eventLag, oldestPending, requested, settled, ...nightly } = writtenMetrics(settings.stage);
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 }));
  dashboard.addWidgets(
    graph('Purchases', [requested, settled('completed')], 'per 5 min', [
      settled('insufficient-stock'),
      settled('unknown-product'),
    ]),
    graph('Requests', [api.metricCount({ ...period, label: 'all' })], 'per 5 min', [
      api.metricClientError({ ...period, label: '4xx' }),
      api.metricServerError({ ...period, label: '5xx' }),
    ]),
  );
  dashboard.addWidgets(
    graph(
      'Latency of the API',
      ['p50', 'p95', 'p99'].map((statistic) => api.metricLatency({ ...period, statistic, label: statistic })),
      'ms',
    ),
    graph(
      // Throttled publishers fall behind their streams.
      'Throttled consumers',
      services.map(({ service, consumers }) =>
        sumOf(
          consumers.map((each) => each.function.metricThrottles({ ...period, statistic: 'Sum' })),
          service,
        ),
      ),
      'per 5 min',
    ),
  );
  dashboard.addWidgets(
    graph('Age of the oldest pending purchase', [oldestPending], 's'),
    graph(
      'Lag of the projections (p95)',
      ['customer', 'catalog'].map((service) => eventLag(service, 'PurchaseCompleted')),
      'ms',
    ),
  );
  dashboard.addWidgets(
    graph(
      'Streams: how far the publishers are behind',
      services.flatMap(({ service, publishers }) =>
        publishers.map((publisher) =>
          publisher.function.metric('IteratorAge', { ...period, statistic: 'Maximum', label: service }),
        ),
      ),
      'ms',
    ),
    graph(
      'Queues: age of the oldest message',
      services.flatMap(({ service, consumers }) =>
        consumers.map((consumer) =>
          consumer.queue.metricApproximateAgeOfOldestMessage({
            ...period,
            statistic: 'Maximum',
            label: `${service} ${consumer.node.id}`,
          }),
        ),
      ),
      's',
    ),
  );
  dashboard.addWidgets(
    graph(
      'Dead letters',
      services.map(({ service, consumers, publishers }) =>
        sumOf(
          [...consumers, ...publishers].map(({ deadLetters }) => messagesIn(deadLetters)),
          service,
        ),
      ),
      'messages',
    ),
    graph('Tables that differ', [nightly.differences(day).with({ label: 'differences' })], 'per day', [
      nightly.checksCompleted(day).with({ label: 'checks completed' }),
      nightly.checksUnfinished(day).with({ label: 'checks not finished' }),
    ]),
  );
  return dashboard;
}
