import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Json, keyOf, type Watched, watchedIn } from '../testing/watched-metrics.ts';

const stages = [watchedIn('dev'), watchedIn('prod')];

const keysOf = (metrics: readonly Watched[]) => new Set(metrics.map(keyOf));

test('two stages in one account have no metric in common', () => {
  const [dev, prod] = stages.map(({ alarmed, shown }) => keysOf([...alarmed, ...shown]));
  expect(dev?.size).toBeGreaterThan(50);
  expect(prod?.size).toBe(dev?.size);
  expect([...(dev ?? [])].filter((key) => prod?.has(key))).toEqual([]);
});

describe.each(stages)('stage $stage', ({ stage, deployed, alarms, shown, alarmed }) => {
  const named = (type: string) => deployed.all(type).map(([part, { id }]) => deployed.name(part, id));
  const rules = deployed.all('AWS::Events::Rule').map(([part, { id, properties }]) => ({
    name: deployed.name(part, id),
    bus: deployed.resolve(part, properties.EventBusName),
    keepsEvents: properties.Targets.every(({ DeadLetterConfig }: Json) => DeadLetterConfig),
    schedule: properties.ScheduleExpression !== undefined,
    part,
    targets: properties.Targets.map(({ Arn }: Json) => deployed.resolve(part, Arn)),
  }));

  /** The metrics that AWS provides, by their documented combinations of dimensions. */
  const existing: Readonly<Record<string, (dimensions: Watched['dimensions']) => boolean>> = {
    'AWS/Lambda FunctionName': ({ FunctionName = '' }) =>
      named('AWS::Lambda::Function').includes(FunctionName),
    'AWS/SQS QueueName': ({ QueueName = '' }) =>
      named('AWS::SQS::Queue').includes(QueueName.replace(/\.QueueName$/, '')),
    'AWS/ApiGateway ApiName': ({ ApiName }) =>
      deployed.all('AWS::ApiGateway::RestApi').some(([, { properties }]) => properties.Name === ApiName),
    'AWS/Events RuleName': ({ RuleName }) =>
      rules.some(({ name, bus }) => name === RuleName && bus === undefined),
    'AWS/Events EventBusName,RuleName': ({ EventBusName, RuleName }) =>
      rules.some(({ name, bus }) => name === RuleName && bus === EventBusName),
  };

  test('every AWS metric belongs to a resource of the stage', () => {
    const ours = `Multidomain/${stage}`;
    const ofAws = [...alarmed, ...shown].filter(({ namespace }) => namespace !== ours);
    expect(ofAws.length).toBeGreaterThan(50);
    const missing = ofAws.filter(({ namespace, dimensions }) => {
      const exists = existing[`${namespace} ${Object.keys(dimensions).toSorted()}`];
      return exists === undefined || !exists(dimensions);
    });
    expect(missing).toEqual([]);
  });

  test('an alarm on several metrics sums all of them, at most ten, even when some have no data', () => {
    const sums = [...alarms.values()].filter(({ Metrics }) => Metrics !== undefined);
    expect(sums.length).toBeGreaterThan(6);
    for (const { Metrics } of sums) {
      const ids = Metrics.filter(({ MetricStat }: Json) => MetricStat).map(({ Id }: Json) => Id);
      const [{ Expression }, ...others] = Metrics.filter(({ ReturnData }: Json) => ReturnData !== false);
      expect(others).toEqual([]);
      expect(Expression).toBe(`SUM([${ids.join(', ')}])`);
      expect(ids.length).toBeLessThanOrEqual(10);
    }
  });

  test('an alarm covers failed deliveries of each rule', () => {
    const keys = keysOf(alarmed);
    // That not all checks have been completed is an alarm of its own: see below.
    const delivering = rules.filter(({ part }) => part !== 'Operations');
    expect(delivering.length).toBe(10);
    for (const { name, bus, keepsEvents } of delivering) {
      const dimensions =
        bus === undefined ? { RuleName: name } : { EventBusName: String(bus), RuleName: name };
      for (const metric of ['FailedInvocations', ...(keepsEvents ? ['InvocationsSentToDlq'] : [])]) {
        expect(keys).toContain(keyOf({ namespace: 'AWS/Events', name: metric, dimensions }));
      }
    }
  });

  test('an alarm starts if not every schedule of a check has the effect that the check is completed', () => {
    const schedules = rules.filter(({ part }) => part === 'Operations');
    expect(schedules.length).toBeGreaterThan(0);
    expect(alarms.get('tablespartlycompared')).toMatchObject({
      Namespace: `Multidomain/${stage}`,
      MetricName: 'ChecksCompleted',
      Dimensions: [{ Name: 'service', Value: 'operations' }],
      Statistic: 'Sum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: schedules.length,
      TreatMissingData: 'breaching',
    });
  });

  test('an alarm covers the errors and throttles of each function, or their effects', () => {
    const keys = keysOf(alarmed);
    const isWatched = (namespace: string, name: string, dimensions: Watched['dimensions']) =>
      keys.has(keyOf({ namespace, name, dimensions }));
    const ofFunction = (name: string, FunctionName: string) =>
      isWatched('AWS/Lambda', name, { FunctionName });
    const sources = deployed.all('AWS::Lambda::EventSourceMapping').map(([part, { properties }]) => ({
      name: deployed.resolve(part, properties.FunctionName),
      from: [part, properties.EventSourceArn['Fn::GetAtt'][0]] as const,
    }));
    const queues = new Map(
      deployed.all('AWS::SQS::Queue').map(([part, { id, properties }]) => [`${part} ${id}`, properties]),
    );
    const called = JSON.stringify(
      deployed
        .all('AWS::ApiGateway::Method')
        .map(([part, { properties }]) => deployed.resolve(part, properties.Integration.Uri)),
    );
    // The API answers 5xx if a function fails whose result one of its own functions waits for.
    const asked = JSON.stringify(
      deployed
        .all('AWS::IAM::Policy')
        .filter(([part]) => part === 'Api')
        .flatMap(([part, { properties }]) =>
          properties.PolicyDocument.Statement.map(({ Resource }: Json) => deployed.resolve(part, Resource)),
        ),
    );
    const unwatched = deployed.all('AWS::Lambda::Function').flatMap(([part, { id }]) => {
      // The CDK's own functions run during a deployment, which fails if they fail.
      if (part === 'Web') return [];
      const name = deployed.name(part, id);
      const source = sources.find((each) => each.name === name);
      const queue = source && queues.get(source.from.join(' '));
      if (queue !== undefined) {
        const [deadLetters] = queue.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'];
        const QueueName = `${deployed.name(part, deadLetters)}.QueueName`;
        const seen = isWatched('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName });
        return seen && ofFunction('Throttles', name) ? [] : [name];
      }
      if (source) return ofFunction('IteratorAge', name) && ofFunction('Throttles', name) ? [] : [name];
      if (called.includes(`${name}.Arn`) || asked.includes(`${name}.Arn`)) {
        const api = deployed.all('AWS::ApiGateway::RestApi')[0]?.[1].properties.Name;
        return isWatched('AWS/ApiGateway', '5XXError', { ApiName: api }) ? [] : [name];
      }
      return ofFunction('Errors', name) && ofFunction('Throttles', name) ? [] : [name];
    });
    expect(unwatched).toEqual([]);
  });

  test('the dashboard has few enough metrics to be free, and docs/cost.md has their number', () => {
    const cost = readFileSync(join(import.meta.dirname, '../../docs/cost.md'), 'utf8');
    const { size } = keysOf(shown);
    expect(size).toBeLessThanOrEqual(50);
    expect(cost.replaceAll(/\s+/g, ' ')).toContain(`1 dashboard of ${size} metrics`);
  });
});
