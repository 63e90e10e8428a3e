import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, resourcesOf, services, synthesized } from '../testing/synthesized.ts';

const parts = synthesized({ target: 'aws' });
const told = synthesized({ target: 'aws', alarmEmail: 'staff@example.com' }).get('Monitoring');
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

test('the resources that cost money when idle are those in docs/cost.md', () => {
  const cost = readFileSync(join(import.meta.dirname, '../../docs/cost.md'), 'utf8');
  const metrics = [...alarms.values()].flatMap(({ Metrics, MetricName }) =>
    MetricName === undefined
      ? Metrics.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat)
      : [MetricName],
  );
  const counted = (words: string) => [words, cost.includes(words)];
  const remedy = 'docs/cost.md counts differently: correct it there, and what it costs';
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
  test('are as many as docs/cost.md counts', () => {
    expect([...alarms.keys()].toSorted()).toEqual([
      'apilatency',
      'apiservererrors',
      'catalogdeadletters',
      'catalogstreamage',
      'catalogthrottles',
      'catalogundelivered',
      'customerdeadletters',
      'customerstreamage',
      'customerthrottles',
      'customerundelivered',
      'purchasesdeadletters',
      'purchasespendingtoolong',
      'purchasesschedule',
      'purchasesstreamage',
      'purchasesthrottles',
      'purchasesundelivered',
    ]);
  });

  test('notify the topic when they start and when they end, and stay silent without data', () => {
    for (const [name, properties] of alarms) {
      expect(properties, name).toMatchObject({
        AlarmActions: [{ Ref: topic?.id }],
        OKActions: [{ Ref: topic?.id }],
        TreatMissingData: 'notBreaching',
        AlarmDescription: expect.stringMatching(/\.$/),
      });
    }
  });

  test.each(services)('of %s see every dead-letter queue, and how far its publisher is behind', (part) => {
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
    ['apiservererrors', 'AWS/ApiGateway', '5XXError', 0],
    ['apilatency', 'AWS/ApiGateway', 'Latency', 3000],
    ['purchasespendingtoolong', 'Multidomain/dev', 'OldestPendingPurchase', 600],
  ])('%s watches %s %s above %i', (name, Namespace, MetricName, Threshold) => {
    expect(alarms.get(name)).toMatchObject({
      Namespace,
      MetricName,
      Threshold,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });
});

test('alarms are sent to the e-mail address, if there is one', () => {
  expect(resourcesOf(monitoring, 'AWS::SNS::Subscription')).toEqual([]);
  const [subscription] = resourcesOf(told, 'AWS::SNS::Subscription');
  expect(subscription?.properties).toMatchObject({ Protocol: 'email', Endpoint: 'staff@example.com' });
  // Without the address, a later deployment has no such resource, and the subscription stays.
  expect(subscription?.whole['DeletionPolicy']).toBe('Retain');
});

test('a correlation id can be followed through the logs of all functions of all services', () => {
  const queries = resourcesOf(monitoring, 'AWS::Logs::QueryDefinition');
  const follow = queries.find(({ name }) => name === 'FollowCorrelation')?.properties;
  expect(follow?.QueryString).toMatch(/filter correlationId = "([\w-]+)" or requestId = "\1"/);
  expect(follow?.QueryString).toContain('sort @timestamp asc');
  for (const part of [...services, 'Api'] as const) {
    const groups = resourcesOf(parts.get(part), 'AWS::Logs::LogGroup').map(({ name }) => name);
    expect(groups.length).toBeGreaterThan(0);
    expect(importedFrom(part, follow?.LogGroupNames).toSorted()).toEqual(groups.toSorted());
  }
});
