import { describe, expect, test } from 'vitest';
import { contracts } from '../../shared/events/contracts.ts';
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

const mappings = all('AWS::Lambda::EventSourceMapping');
const streams = mappings.filter(([, { properties }]) =>
  JSON.stringify(properties.EventSourceArn).includes('StreamArn'),
);
const queues = mappings.filter((mapping) => !streams.includes(mapping));

/** consumer → the events that its rule lets through. */
const consumed = new Map(
  all('AWS::Events::Rule').map(([part, { name, properties }]) => {
    const { source, 'detail-type': names } = properties.EventPattern;
    return [`${part}.${name.replace(/Rule$/, '')}`, `${source}: ${names.join(', ')}`];
  }),
);

describe('each consumer', () => {
  test('is sent the events that it is for, and no others', () => {
    const customers = 'multidomain.customer: CustomerAdded, CustomerUpdated, CustomerRemoved';
    const products = 'multidomain.catalog: ProductAdded, ProductModified, ProductRemoved';
    const counted = 'multidomain.purchases: PurchaseCompleted, PurchaseCancelled';
    expect(Object.fromEntries(consumed)).toMatchObject({
      'Customer.ReplicateProducts': products,
      'Customer.ProjectPurchases': counted,
      'Catalog.ReserveStock': 'multidomain.purchases: PurchaseRequested',
      'Catalog.ReleaseStock': 'multidomain.purchases: PurchaseCancelled',
      'Catalog.ReplicateCustomers': customers,
      'Catalog.ProjectPurchases': counted,
      'Purchases.SettlePurchases': 'multidomain.catalog: StockReserved, StockRejected',
      'Purchases.ReplicateCustomers': customers,
      'Purchases.ReplicateProducts': products,
    });
  });

  test('waits for events that somebody tells', () => {
    for (const [, { name, properties }] of all('AWS::Events::Rule')) {
      const { source, 'detail-type': names } = properties.EventPattern;
      const told = contracts.filter((contract) => source.includes(contract.source));
      expect(
        told.map((contract) => contract.name),
        name,
      ).toEqual(expect.arrayContaining(names));
      expect(new Set(told.map((contract) => contract.source)), name).toEqual(new Set(source));
    }
  });

  test.each(all('AWS::Events::Rule').map(([part, rule]) => [`${part}.${rule.name}`, part, rule] as const))(
    'of %s has a queue that keeps what fails, and a function that says which failed',
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
      expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * consumer.properties.Timeout);
    },
  );

  test('lets EventBridge, for its rule alone, send to its queue', () => {
    for (const [part, rule] of all('AWS::Events::Rule')) {
      const queueId = rule.properties.Targets[0].Arn['Fn::GetAtt'][0];
      const policy = only(
        resourcesOf(parts.get(part), 'AWS::SQS::QueuePolicy').filter(({ properties }) =>
          properties.Queues.some(({ Ref }: { Ref: string }) => Ref === queueId),
        ),
        'policies',
      );
      expect(policy.properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule.id, 'Arn'] } } },
        }),
      );
    }
  });
});

describe('each outbox', () => {
  test('is the stream of a table of its own service, read by one publisher', () => {
    const published = streams.map(([part, { properties }]) => {
      const publisher = byId(part, 'AWS::Lambda::Function', properties.FunctionName);
      return `${part}.${targetOf(properties.EventSourceArn)} → ${publisher.name}`;
    });
    expect(published).toEqual([
      'Customer.Customers/StreamArn → PublishCustomerEvents',
      'Catalog.Products/StreamArn → PublishCatalogEvents',
      'Catalog.Reservations/StreamArn → PublishCatalogEvents',
      'Purchases.Purchases/StreamArn → PublishPurchaseEvents',
    ]);
  });

  test('has both images, and is read by somebody', () => {
    for (const [part, { name, properties }] of all('AWS::DynamoDB::Table')) {
      if (properties.StreamSpecification === undefined) continue;
      expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
      expect(
        streams.filter(
          ([at, mapping]) =>
            at === part && targetOf(mapping.properties.EventSourceArn) === `${name}/StreamArn`,
        ),
      ).toHaveLength(1);
    }
  });

  test('loses nothing: read from its beginning, failed records reported, given up ones told to a queue', () => {
    for (const [part, { properties }] of streams) {
      expect(properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
      expect(properties.MaximumRetryAttempts).toBeGreaterThanOrEqual(3);
      const deadLetters = byId(part, 'AWS::SQS::Queue', properties.DestinationConfig.OnFailure.Destination);
      expect(deadLetters.properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
    }
  });
});
