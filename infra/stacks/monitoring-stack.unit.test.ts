import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, resourcesOf, services, synthesized } from '../testing/synthesized.ts';

const parts = synthesized({ target: 'aws' });
const withEmail = synthesized({ target: 'aws', alarmEmail: 'staff@example.com' }).get('Monitoring');
const monitoring = parts.get('Monitoring');
const alarms = new Map(
  resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map((alarm) => [alarm.name, alarm.properties]),
);
const [topic] = resourcesOf(monitoring, 'AWS::SNS::Topic');

/** The construct ids that a value imports from a service's stack, each once. */
const importedFrom = (part: string, value: unknown): string[] => [
  ...new Set(
    importsOf(value)
      .filter(({ stack }) => stack.endsWith(`-${part}`))
      .map(({ name }) => name),
  ),
];

test('docs/cost.md has the numbers of resources that cost money when idle', () => {
  const cost = readFileSync(join(import.meta.dirname, '../../docs/cost.md'), 'utf8');
  const metrics = [...alarms.values()].flatMap(({ Metrics, MetricName }) =>
    MetricName === undefined
      ? Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat)
      : [MetricName],
  );
  const counted = (words: string) => [words, cost.includes(words)];
  const remedy = 'docs/cost.md has another number: correct it, and the cost';
  for (const words of [`There are ${alarms.size}`, `${metrics.length} alarm metrics`]) {
    expect(counted(words), remedy).toEqual([expect.anything(), true]);
  }
  const polled = [...parts].flatMap(([, template]) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(
      ({ properties }) => properties.EventSourceArn['Fn::GetAtt'][1] === 'Arn',
    ),
  );
  expect(counted(`${polled.length} queues make`), remedy).toEqual([expect.anything(), true]);
});

describe('alarms', () => {
  test('exist for the API and for each service', () => {
    expect([...alarms.keys()].toSorted()).toEqual([
      'apilatency',
      'apiservererrors',
      'catalogdeadletters',
      'catalogsearchage',
      'catalogstreamage',
      'catalogthrottles',
      'catalogundelivered',
      'comparisonfailed',
      'customerdeadletters',
      'customersearchage',
      'customerstreamage',
      'customerthrottles',
      'customerundelivered',
      'purchasesdeadletters',
      'purchasespendingtoolong',
      'purchasesschedule',
      'purchasesstreamage',
      'purchasesthrottles',
      'purchasesundelivered',
      'tablesdiffer',
      'tablesnotcompared',
      'tablespartlycompared',
      'unreadablerows',
    ]);
  });

  test('notify the topic when they start and end, and ignore missing data unless these are a fault themselves', () => {
    const needData = ['purchasespendingtoolong', 'tablesnotcompared', 'tablespartlycompared'];
    for (const [name, properties] of alarms) {
      expect(properties, name).toMatchObject({
        AlarmActions: [{ Ref: topic?.id }],
        OKActions: [{ Ref: topic?.id }],
        TreatMissingData: needData.includes(name) ? 'breaching' : 'notBreaching',
        AlarmDescription: expect.stringMatching(/\.$/),
      });
    }
  });

  test.each(services)('of %s watch every dead-letter queue, and the lag of its publisher', (part) => {
    const deadLetters = resourcesOf(parts.get(part), 'AWS::SQS::Queue')
      .filter(({ properties }) => properties.RedrivePolicy === undefined)
      .map(({ name }) => name);
    const metrics = alarms.get(`${part.toLowerCase()}deadletters`).Metrics;
    expect(importedFrom(part, metrics).toSorted()).toEqual(deadLetters.toSorted());
    expect(alarms.get(`${part.toLowerCase()}deadletters`).Threshold).toBe(0);

    const age = alarms.get(`${part.toLowerCase()}streamage`);
    expect(age).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'IteratorAge' });
    expect(importedFrom(part, age)).toEqual([expect.stringMatching(/^Publish\w+Events/)]);
  });

  test.each([
    ['Customer', 'IndexCustomers', 'customer-search'],
    ['Catalog', 'IndexProducts', 'product-search'],
  ])('of %s watch the lag of its search index, and say how to rebuild it', (part, indexer, index) => {
    const age = alarms.get(`${part.toLowerCase()}searchage`);
    expect(age).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Threshold: 300_000 });
    expect(importedFrom(part, age)).toEqual([expect.stringContaining(indexer)]);
    expect(age.AlarmDescription).toContain(`npm run rebuild -- ${index} --target aws --stage dev `);
  });

  test.each([
    ['apiservererrors', 'AWS/ApiGateway', '5XXError', 0],
    ['apilatency', 'AWS/ApiGateway', 'Latency', 3000],
    ['purchasespendingtoolong', 'Multidomain/dev', 'OldestPendingPurchase', 3600],
  ])('%s watches %s %s above %i', (name, Namespace, MetricName, Threshold) => {
    expect(alarms.get(name)).toMatchObject({
      Namespace,
      MetricName,
      Threshold,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });
});

describe('the nightly comparison', () => {
  const ofChecks = {
    Namespace: 'Multidomain/dev',
    Dimensions: [{ Name: 'service', Value: 'operations' }],
    Statistic: 'Sum',
  };

  test('starts an alarm for a day with any difference, which names the next step', () => {
    const alarm = alarms.get('tablesdiffer');
    expect(alarm).toMatchObject({
      ...ofChecks,
      MetricName: 'Differences',
      Period: 86_400,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(alarm.AlarmDescription).toMatch(
      /npm run reconcile -- --target aws --stage dev .*then the same with --repair/,
    );
  });

  test('starts an alarm after a day and a half of silence', () => {
    const { Period, EvaluationPeriods, ...alarm } = alarms.get('tablesnotcompared');
    expect(alarm).toMatchObject({
      ...ofChecks,
      MetricName: 'ChecksCompleted',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect(alarm.DatapointsToAlarm).toBeUndefined();
    expect(Period * EvaluationPeriods).toBe(1.5 * 86_400);
    // Beyond a day, CloudWatch allows no shorter periods.
    expect(Period).toBeGreaterThanOrEqual(3_600);
  });

  test('starts an alarm for a check that failed or ran out of time', () => {
    const { Metrics, Threshold } = alarms.get('comparisonfailed');
    const watched = Metrics.flatMap(({ MetricStat }: { MetricStat?: { Metric: { MetricName: string } } }) =>
      MetricStat === undefined ? [] : [MetricStat.Metric.MetricName],
    );
    expect(watched).toEqual(['Errors', 'Throttles', 'ChecksUnfinished']);
    expect(Threshold).toBe(0);
  });
});

test('the alarm for unreadable rows watches each service, and names the query that lists the rows', () => {
  const { Metrics, Threshold, AlarmDescription } = alarms.get('unreadablerows');
  const watched = Metrics.flatMap(({ MetricStat }: { MetricStat?: { Metric: object } }) =>
    MetricStat === undefined ? [] : [MetricStat.Metric],
  );
  expect(watched).toEqual(
    services.map((part) => ({
      Namespace: 'Multidomain/dev',
      MetricName: 'UnreadableRows',
      Dimensions: [{ Name: 'service', Value: part.toLowerCase() }],
    })),
  );
  expect(Threshold).toBe(0);
  const [, query = ''] = /saved query "([^"]+)"/.exec(AlarmDescription) ?? [];
  const saved = resourcesOf(monitoring, 'AWS::Logs::QueryDefinition').map(({ properties }) => properties);
  const found = saved.find(({ Name }) => Name === `Multidomain/dev/${query}`);
  expect(found?.QueryString).toContain('filter message = "unreadable row"');
});

test('alarms are sent to the e-mail address, if there is one', () => {
  expect(resourcesOf(monitoring, 'AWS::SNS::Subscription')).toEqual([]);
  const [subscription] = resourcesOf(withEmail, 'AWS::SNS::Subscription');
  expect(subscription?.properties).toMatchObject({ Protocol: 'email', Endpoint: 'staff@example.com' });
  // A later deployment without the address keeps the subscription.
  expect(subscription?.whole['DeletionPolicy']).toBe('Retain');
});

test('a correlation id can be followed through the logs of all functions of all services', () => {
  const queries = resourcesOf(monitoring, 'AWS::Logs::QueryDefinition');
  const follow = queries.find(({ name }) => name === 'FollowCorrelation')?.properties;
  expect(follow?.QueryString).toMatch(/filter correlationId = "([\w-]+)" or requestId = "\1"/);
  expect(follow?.QueryString).toContain('sort @timestamp asc');
  for (const part of [...services, 'Api', 'Operations'] as const) {
    const groups = resourcesOf(parts.get(part), 'AWS::Logs::LogGroup').map(({ name }) => name);
    expect(groups.length).toBeGreaterThan(0);
    expect(importedFrom(part, follow?.LogGroupNames).toSorted()).toEqual(groups.toSorted());
  }
});
