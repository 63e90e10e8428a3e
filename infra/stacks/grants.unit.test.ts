import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { type Resource, resourcesOf, synthesized, targetOf } from '../testing/synthesized.ts';

/** Every handler that AWS runs; emulators only run some of them. */
const parts = new Map([...synthesized({ target: 'aws' })].filter(([part]) => part !== 'Web'));

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
}

function statementsOf(template: Template, handler: Resource): Statement[] {
  const roleId: string = handler.properties.Role['Fn::GetAtt'][0];
  const [role] = resourcesOf(template, 'AWS::IAM::Role').filter(({ id }) => id === roleId);
  if (role?.properties.ManagedPolicyArns !== undefined) throw new Error(`${roleId} has managed policies`);
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.some(({ Ref }: { Ref: string }) => Ref === roleId))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement);
}

/** `GetCustomer` → `dynamodb:GetItem Customers`, ...; without logging, which is tested below. */
const grants = new Map<string, string[]>(
  [...parts].flatMap(([part, template]) =>
    resourcesOf(template, 'AWS::Lambda::Function').map((handler): [string, string[]] => [
      `${part}.${handler.name}`,
      statementsOf(template, handler)
        .flatMap(({ Action, Resource }) =>
          [Action].flat().flatMap((action) => [Resource].flat().map((arn) => `${action} ${targetOf(arn)}`)),
        )
        .filter((grant) => !grant.startsWith('logs:'))
        .toSorted(),
    ]),
  ),
);

const publishers = {
  Customer: 'PublishCustomerEvents',
  Catalog: 'PublishCatalogEvents',
  Purchases: 'PublishPurchaseEvents',
};

/** What a function needs to read the stream of a table. */
const reading = (table: string): string[] => [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map(
    (action) => `dynamodb:${action} ${table}/StreamArn`,
  ),
  'dynamodb:ListStreams *',
];

describe('a function may do', () => {
  test.each<[string, readonly string[]]>([
    ['Api.UnmatchedRoute', []],
    ['Api.ExportCustomer', Array(3).fill('lambda:InvokeFunction import DiscloseCustomer')],
    ['Customer.GetCustomer', ['dynamodb:GetItem Customers']],
    [
      'Customer.DiscloseCustomer',
      ['dynamodb:GetItem CustomerProduct', 'dynamodb:GetItem Customers', 'dynamodb:GetItem Idempotency'],
    ],
    [
      'Customer.CreateCustomer',
      [
        'dynamodb:GetItem Idempotency',
        'dynamodb:PutItem CustomerSearch',
        'dynamodb:PutItem Customers',
        'dynamodb:PutItem Idempotency',
        'dynamodb:UpdateItem Counters',
      ],
    ],
    [
      'Customer.SearchCustomers',
      [
        'dynamodb:BatchGetItem CustomerProduct',
        'dynamodb:BatchGetItem Customers',
        'dynamodb:BatchGetItem ProductReplica',
        'dynamodb:Query Counters/index/by-last-purchase',
        'dynamodb:Query Counters/index/by-units',
        'dynamodb:Query CustomerProduct/index/by-listed',
        'dynamodb:Query CustomerProduct/index/by-recency',
        'dynamodb:Query CustomerSearch',
      ],
    ],
    [
      'Catalog.ListBuyers',
      [
        'dynamodb:BatchGetItem CustomerReplica',
        'dynamodb:BatchGetItem ProductCustomer',
        'dynamodb:BatchGetItem Products',
        'dynamodb:Query ProductCustomer',
        'dynamodb:Query ProductCustomer/index/by-listed',
        'dynamodb:Query ProductSearch',
      ],
    ],
    ['Catalog.GetProduct', ['dynamodb:GetItem Products']],
    [
      'Customer.IndexCustomers',
      [
        'dynamodb:BatchWriteItem CustomerSearch',
        ...reading('Customers'),
        'dynamodb:Query CustomerSearch',
      ].toSorted(),
    ],
    [
      'Catalog.IndexProducts',
      [
        'dynamodb:BatchWriteItem ProductSearch',
        'dynamodb:BatchWriteItem StockHistory',
        ...reading('Products'),
        'dynamodb:PutItem ProductSearch',
        'dynamodb:Query ProductSearch',
      ].toSorted(),
    ],
    ['Purchases.GetPurchase', ['dynamodb:GetItem Purchases']],
    [
      'Purchases.ListPurchases',
      [
        'dynamodb:BatchGetItem Purchases',
        'dynamodb:Query Purchases/index/by-customer',
        'dynamodb:Query Purchases/index/by-product',
        'dynamodb:Query Purchases/index/by-status',
        'dynamodb:Query Purchases/index/by-time',
      ],
    ],
    [
      'Purchases.RequestPurchase',
      [
        'dynamodb:GetItem CustomerReplica',
        'dynamodb:GetItem Idempotency',
        'dynamodb:GetItem ProductReplica',
        'dynamodb:PutItem Idempotency',
        'dynamodb:PutItem Purchases',
      ],
    ],
  ])('%s: exactly the actions that it needs', (name, expected) => {
    expect(grants.get(name)).toEqual(expected);
  });

  test('nothing by wildcard or exclusion', () => {
    for (const [part, template] of parts) {
      for (const handler of resourcesOf(template, 'AWS::Lambda::Function')) {
        for (const statement of statementsOf(template, handler)) {
          // A stream's event source needs this action, which AWS does not allow to be restricted.
          if (statement.Action === 'dynamodb:ListStreams') continue;
          const named = [statement.Action, statement.Resource].flat().map((value) => JSON.stringify(value));
          const where = `${part}.${handler.name}: ${JSON.stringify(statement)}`;
          expect(
            named.filter((value) => value.includes('*')),
            where,
          ).toEqual([]);
          expect(statement.NotAction ?? statement.NotResource, where).toBeUndefined();
        }
      }
    }
  });

  test('scan, only if it compares the tables of all services at night', () => {
    const scanning = [...grants].filter(([, all]) => all.some((grant) => /Scan|PartiQL/.test(grant)));
    expect(scanning.map(([name]) => name)).toEqual(['Operations.Reconcile']);
  });

  test.each([
    ['DeleteItem', ['CustomerProduct', 'CustomerSearch', 'Idempotency', 'ProductCustomer', 'ProductSearch']],
    ['UpdateItem', ['Counters', 'CustomerProduct', 'ProductCustomer', 'ProductSkus', 'Purchases']],
  ])('%s on these tables only', (action, tables) => {
    const prefix = `dynamodb:${action} `;
    const granted = [...grants.values()].flat().filter((grant) => grant.startsWith(prefix));
    expect([...new Set(granted.map((grant) => grant.slice(prefix.length)))].toSorted()).toEqual(tables);
  });

  test('only read if it serves GET, answers what its service holds of a customer, or compares tables', () => {
    const reading =
      /^(dynamodb:(GetItem|BatchGetItem|Query|Scan) |lambda:InvokeFunction import DiscloseCustomer$)/;
    for (const [part, template] of parts) {
      for (const { name, properties } of resourcesOf(template, 'AWS::Lambda::Function')) {
        const reads = String(properties.Description).startsWith('GET ');
        if (!reads && !['DiscloseCustomer', 'Reconcile'].includes(name)) continue;
        expect(
          grants.get(`${part}.${name}`)?.filter((grant) => !reading.test(grant)),
          name,
        ).toEqual([]);
      }
    }
  });

  test('publish, only if it is the publisher of its service, which in turn may not write tables', () => {
    const allowed = [...grants].filter(([, all]) => all.some((grant) => grant.startsWith('events:')));
    expect(allowed.map(([name]) => name)).toEqual(
      Object.entries(publishers).map(([part, name]) => `${part}.${name}`),
    );
    for (const [name, all] of allowed) {
      expect(
        all.filter((grant) => grant.startsWith('events:')),
        name,
      ).toEqual(['events:PutEvents import Events']);
      expect(
        all.filter((grant) => /dynamodb:(Put|Update|Delete|Batch)/.test(grant)),
        name,
      ).toEqual([]);
    }
  });

  test('consume only from its own queue', () => {
    const consumers = [...grants].filter(([, all]) =>
      all.some((grant) => grant.startsWith('sqs:ReceiveMessage')),
    );
    expect(consumers).not.toEqual([]);
    for (const [name, all] of consumers) {
      const queues = new Set(
        all
          .filter((grant) => grant.startsWith('sqs:') && !grant.startsWith('sqs:SendMessage'))
          .map((grant) => grant.split(' ')[1]),
      );
      expect([...queues], name).toEqual([`${name.split('.')[1]}Queue`]);
    }
  });

  test('send messages, only if it publishes or consumes events, and only to its own dead-letter queue', () => {
    const sending = [...grants].flatMap(([name, all]) =>
      all.filter((grant) => grant.startsWith('sqs:Send')).map((grant) => [name, grant]),
    );
    const receiving = [...grants].filter(([, all]) =>
      all.some((grant) => grant.startsWith('sqs:ReceiveMessage')),
    );
    expect(sending).toEqual(
      receiving.map(([name]) => [name, `sqs:SendMessage ${name.split('.')[1]}DeadLetters`]),
    );
  });
});

test('a service may use no resource of another one, except for the bus', () => {
  const ofServices = [...grants]
    .filter(([name]) => !/^(Api|Operations)\./.test(name))
    .flatMap(([, all]) => all);
  const foreign = ofServices.filter((grant) => grant.includes('import '));
  expect(new Set(foreign)).toEqual(new Set(['events:PutEvents import Events']));
});

test('every function may write only to its own log group', () => {
  for (const [part, template] of parts) {
    for (const handler of resourcesOf(template, 'AWS::Lambda::Function')) {
      const logs = statementsOf(template, handler).filter(({ Action }) =>
        [Action].flat().every((action) => action.startsWith('logs:')),
      );
      const where = `${part}.${handler.name}`;
      expect(
        logs.map(({ Resource }) => targetOf(Resource)),
        where,
      ).toEqual([targetOf(handler.properties.LoggingConfig.LogGroup)]);
      expect(targetOf(logs[0]?.Resource), where).toContain(`${handler.name}Logs`);
    }
  }
});
