import { describe, expect, test, vi } from 'vitest';
import { allConsumers, allEvents, routesByService } from '../../contracts/all.ts';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { EventContract } from '../../contracts/definition/define-event.ts';
import type { RouteContract } from '../../contracts/definition/define-route.ts';
import {
  type Part,
  type Resource,
  resourcesOf,
  services,
  synthesized,
  targetOf,
} from '../testing/synthesized.ts';

const parts = synthesized();

const only = <T>(items: readonly T[], what: string): T => {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`${items.length} ${what}`);
  return item;
};

const all = (type: string): (readonly [Part, Resource])[] =>
  services.flatMap((part) => resourcesOf(parts.get(part), type).map((resource) => [part, resource] as const));

const byId = (part: Part, type: string, reference: unknown): Resource => {
  const id = Object.values(reference as Record<string, string | string[]>).flat()[0];
  return only(
    resourcesOf(parts.get(part), type).filter((resource) => resource.id === id),
    `${type} ${id}`,
  );
};

/** The rules of consumers; the others are schedules. */
const consumerRules = all('AWS::Events::Rule').filter(([, { properties }]) => properties.EventPattern);

const mappings = all('AWS::Lambda::EventSourceMapping');
const streams = mappings.filter(([, { properties }]) =>
  JSON.stringify(properties.EventSourceArn).includes('StreamArn'),
);
const queues = mappings.filter((mapping) => !streams.includes(mapping));

/** The handler of a function, imported with the function's environment. */
async function handlerOf(part: Part, { name, properties }: Resource): Promise<object> {
  for (const variable of Object.keys(properties.Environment.Variables)) vi.stubEnv(variable, variable);
  const file = name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  const path = `../../functions/${part.toLowerCase()}/handlers/${file}.ts`;
  const { handler } = await import(new URL(path, import.meta.url).href);
  vi.unstubAllEnvs();
  return handler;
}

/** consumer → the events in the contract of its handler. */
const consumed = new Map<string, readonly EventContract[]>();
/** endpoint → the route in the contract of its handler. */
const served = new Map<string, string>();
for (const [part, declared] of all('AWS::Lambda::Function')) {
  const { contract } = (await handlerOf(part, declared)) as { contract?: ConsumerContract | RouteContract };
  if (contract === undefined) continue;
  if ('events' in contract) consumed.set(`${part}.${declared.name}`, contract.events);
  else served.set(declared.name, contract.name);
}

/** The pattern that matches these events and no others; each list sorted. */
const patternFor = (events: readonly EventContract[]) => ({
  source: [...new Set(events.map(({ source }) => source))].sort(),
  'detail-type': [...new Set(events.map(({ name }) => name))].sort(),
});

test('each endpoint serves the route of the same name', () => {
  const { api: _, ...promised } = routesByService;
  const names = Object.values(promised).flatMap((routes) => routes.map(({ name }) => [name, name]));
  expect(Object.fromEntries(served)).toEqual(Object.fromEntries(names));
});

describe('each consumer', () => {
  test('is in the contracts of its service', () => {
    const promised = Object.entries(allConsumers).flatMap(([service, consumers]) =>
      consumers.map(({ name }) => `${service}.${name}`),
    );
    expect(
      [...consumed.keys()].map((name) => name.replace(/^[A-Z]/, (first) => first.toLowerCase())),
    ).toEqual(expect.arrayContaining(promised));
    expect(consumed.size).toBe(promised.length);
  });

  test('receives the events of its contract, and no others', () => {
    const sent = consumerRules.map(([part, { name, properties }]) => {
      const pattern = Object.entries(properties.EventPattern as Record<string, string[]>);
      return [
        `${part}.${name.replace(/Rule$/, '')}`,
        Object.fromEntries(pattern.map(([field, values]) => [field, values.toSorted()])),
      ];
    });
    const wanted = [...consumed].map(([consumer, events]) => [consumer, patternFor(events)]);
    expect(wanted).not.toEqual([]);
    const remedy = 'The contract of a handler is not the one that infra/stacks/ gives its function';
    expect(Object.fromEntries(sent), remedy).toEqual(Object.fromEntries(wanted));
    expect(sent).toHaveLength(wanted.length);
    expect(consumerRules.map(([, { properties }]) => properties.State)).toEqual(sent.map(() => 'ENABLED'));
  });

  test('consumes only events that a service publishes', () => {
    for (const [, { name, properties }] of consumerRules) {
      const { source, 'detail-type': names } = properties.EventPattern;
      const published = allEvents.filter((contract) => source.includes(contract.source));
      expect(
        published.map((contract) => contract.name),
        name,
      ).toEqual(expect.arrayContaining(names));
      expect(new Set(published.map((contract) => contract.source)), name).toEqual(new Set(source));
    }
  });

  test.each(consumerRules.map(([part, rule]) => [`${part}.${rule.name}`, part, rule] as const))(
    'of %s has a dead-letter queue, and reports which messages of a batch failed',
    (_, part, { name, properties }) => {
      expect(targetOf(properties.EventBusName)).toBe('import Events');
      const { Arn } = only<{ Arn: unknown }>(properties.Targets, 'targets');
      const queue = byId(part, 'AWS::SQS::Queue', Arn);
      const { deadLetterTargetArn, maxReceiveCount } = queue.properties.RedrivePolicy;
      const deadLetters = byId(part, 'AWS::SQS::Queue', deadLetterTargetArn);
      expect(maxReceiveCount).toBeGreaterThanOrEqual(3);
      expect(deadLetters.properties.RedrivePolicy).toBeUndefined();
      expect(deadLetters.properties.MessageRetentionPeriod).toBeGreaterThan(
        queue.properties.MessageRetentionPeriod,
      );

      const [, source] = only(
        queues.filter(
          ([at, mapping]) => at === part && targetOf(mapping.properties.EventSourceArn) === queue.name,
        ),
        `functions on ${queue.name}`,
      );
      expect(source.properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      const consumer = byId(part, 'AWS::Lambda::Function', source.properties.FunctionName);
      expect(consumer.name).toBe(name.replace(/Rule$/, ''));
      expect(consumer.properties.Environment.Variables).toMatchObject({
        DEAD_LETTER_QUEUE_URL: { Ref: deadLetters.id },
        MAX_RECEIVES: String(maxReceiveCount),
      });
      expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.properties.Timeout);
    },
  );

  test('lets EventBridge send to its queue, for its own rule only', () => {
    for (const [part, rule] of consumerRules) {
      const queueId = rule.properties.Targets[0].Arn['Fn::GetAtt'][0];
      const policy = only(
        resourcesOf(parts.get(part), 'AWS::SQS::QueuePolicy').filter(({ properties }) =>
          properties.Queues.some(({ Ref }: { Ref: string }) => Ref === queueId),
        ),
        'policies',
      );
      const allowed = policy.properties.PolicyDocument.Statement.filter(
        ({ Effect }: { Effect: string }) => Effect !== 'Deny',
      );
      const { Action, ...statement } = only<{ Action: string[] }>(allowed, 'statements');
      expect(Action).toContain('sqs:SendMessage');
      expect(Action.filter((action) => !/^sqs:(SendMessage|GetQueue(Attributes|Url))$/.test(action))).toEqual(
        [],
      );
      expect(statement).toEqual({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Resource: rule.properties.Targets[0].Arn,
        Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule.id, 'Arn'] } } },
      });
    }
  });
});

const sourceOf = ({ properties }: Resource): string => targetOf(properties.EventSourceArn);
const readerOf = ([part, { properties }]: readonly [Part, Resource]): string =>
  byId(part, 'AWS::Lambda::Function', properties.FunctionName).name;

describe('each outbox', () => {
  test('is the stream of a table of its own service, read by one publisher, and by whom finds its entities', () => {
    expect(
      streams.map(([part, mapping]) => `${part}.${sourceOf(mapping)} → ${readerOf([part, mapping])}`),
    ).toEqual([
      'Customer.Customers/StreamArn → PublishCustomerEvents',
      'Customer.Customers/StreamArn → IndexCustomers',
      'Catalog.Products/StreamArn → PublishCatalogEvents',
      'Catalog.Reservations/StreamArn → PublishCatalogEvents',
      'Catalog.Products/StreamArn → IndexProducts',
      'Purchases.Purchases/StreamArn → PublishPurchaseEvents',
    ]);
  });

  test('has old and new images, and no more than the two readers that DynamoDB allows', () => {
    for (const [part, { name, properties }] of all('AWS::DynamoDB::Table')) {
      if (properties.StreamSpecification === undefined) continue;
      expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
      const readers = streams
        .filter(([at, mapping]) => at === part && sourceOf(mapping) === `${name}/StreamArn`)
        .map(readerOf);
      expect(readers.filter((reader) => reader.startsWith('Publish'))).toHaveLength(1);
      expect(readers.length).toBeLessThanOrEqual(2);
    }
  });

  test('is read from the beginning by readers that report which records failed', () => {
    expect(streams).not.toEqual([]);
    for (const [, { properties }] of streams) {
      expect(properties.StartingPosition).toBe('TRIM_HORIZON');
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
  });

  test('retries a record until it leaves the stream, and holds up none before one that crashes its reader', () => {
    for (const [, { properties }] of streams) {
      const { MaximumRetryAttempts = -1, MaximumRecordAgeInSeconds = -1 } = properties;
      expect(MaximumRetryAttempts).toBe(-1);
      // A record leaves the stream after a day; -1 means no limit.
      if (MaximumRecordAgeInSeconds !== -1) expect(MaximumRecordAgeInSeconds).toBeGreaterThanOrEqual(86_400);
      expect(properties.BisectBatchOnFunctionError).toBe(true);
    }
  });

  test('keeps records that are not understood for two weeks, and takes them back from a queue of its own', () => {
    const publishers = new Set(streams.map(readerOf).filter((name) => name.startsWith('Publish')));
    expect(publishers.size).toBe(3);
    for (const name of publishers) {
      const [part, source] = only(
        queues.filter(([, mapping]) => targetOf(mapping.properties.EventSourceArn) === `${name}Queue`),
        `queues of ${name}`,
      );
      expect(source.properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      const queue = byId(part, 'AWS::SQS::Queue', source.properties.EventSourceArn);
      const deadLetters = byId(part, 'AWS::SQS::Queue', queue.properties.RedrivePolicy.deadLetterTargetArn);
      expect(deadLetters.properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
      const publisher = byId(part, 'AWS::Lambda::Function', source.properties.FunctionName);
      expect(publisher.name).toBe(name);
      expect(publisher.properties.Environment.Variables.SET_ASIDE_QUEUE_URL).toEqual({ Ref: deadLetters.id });
    }
  });
});
