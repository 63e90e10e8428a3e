import { describe, expect, inject, test } from 'vitest';
import { isRecord } from './json.ts';
import { readAssembly } from './template/assembly.ts';
import { buildSystem } from './template/load-system.ts';
import { TemplateError } from './template/problems.ts';

/** A template that a change may write to. */
// biome-ignore lint/suspicious/noExplicitAny: whatever CloudFormation allows.
type Json = any;

/** The app as synthesized, after a change of one of its templates: what stops its start, one problem a line. */
function problemsAfter(stack: string, change: (template: Json) => void): string {
  const assembly = readAssembly(inject('assemblyDir'));
  const stacks = assembly.stacks.map((each) => structuredClone(each));
  const template = stacks.find(({ stackName }) => stackName === `Multidomain-${stack}`)?.template;
  change(template);
  try {
    buildSystem({ ...assembly, stacks });
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return '';
}

type Change = readonly [name: string, stack: string, change: (template: Json) => void];

/** The logical id of the resource of a type whose own id begins like that. */
function idOf(template: Json, type: string, begin: string): string {
  const found = Object.entries(template.Resources).find(
    ([id, resource]) => id.startsWith(begin) && isRecord(resource) && resource['Type'] === `AWS::${type}`,
  );
  return found?.[0] ?? expect.fail(`There is no ${type} ${begin}`);
}
const of = (template: Json, type: string, begin: string): Json =>
  template.Resources[idOf(template, type, begin)].Properties;

const queueSource = (template: Json): Json => of(template, 'Lambda::EventSourceMapping', 'ReserveStockSqs');
const streamSource = (template: Json): Json =>
  of(template, 'Lambda::EventSourceMapping', 'PublishCatalogEventsDynamoDB');
const rule = (template: Json): Json => of(template, 'Events::Rule', 'ReserveStockRule');
const pattern = (template: Json): Json => rule(template).EventPattern;
/** What lets the rule send to the queue. */
const sending = (template: Json): Json =>
  of(template, 'SQS::QueuePolicy', 'ReserveStockQueuePolicy').PolicyDocument.Statement[1];
const roleStatements = (template: Json): Json =>
  of(template, 'IAM::Policy', 'ReserveStockReserveStockRole').PolicyDocument.Statement;
/** Adds a resource, a copy of another one with some properties changed. */
const add = (template: Json, type: string, begin: string, properties: object): void => {
  template.Resources['Added'] = {
    Type: `AWS::${type}`,
    Properties: { ...structuredClone(of(template, type, begin)), ...properties },
  };
};
const filters = (count: number) => ({
  Filters: Array.from({ length: count }, (_, n) => ({ Pattern: JSON.stringify({ body: { n: [n] } }) })),
});

const refused: readonly (readonly [...Change, problem: RegExp])[] = [
  [
    'a record age of 5 s',
    'Catalog',
    (t) => {
      streamSource(t).MaximumRecordAgeInSeconds = 5;
    },
    /PublishCatalogEventsDynamoDB.*MaximumRecordAgeInSeconds/,
  ],
  [
    'a large batch without a window',
    'Catalog',
    (t) => {
      delete queueSource(t).MaximumBatchingWindowInSeconds;
    },
    /ReserveStockSqs.*BatchSize.*90/,
  ],
  [
    'a queue with a starting position',
    'Catalog',
    (t) => {
      queueSource(t).StartingPosition = 'LATEST';
    },
    /ReserveStockSqs.*StartingPosition/,
  ],
  [
    'six filters',
    'Catalog',
    (t) => {
      queueSource(t).FilterCriteria = filters(6);
    },
    /ReserveStockSqs.*FilterCriteria/,
  ],
  [
    'the same mapping twice',
    'Catalog',
    (t) => add(t, 'Lambda::EventSourceMapping', 'ReserveStockSqs', {}),
    /Added/,
  ],
  [
    'numeric bounds in the wrong order',
    'Catalog',
    (t) => {
      pattern(t).detail = { quantity: [{ numeric: ['>', 10, '<', 5] }] };
    },
    /ReserveStockRule.*numeric/,
  ],
  [
    'a statement without a resource',
    'Catalog',
    (t) => {
      delete roleStatements(t)[1].Resource;
    },
    /ReserveStockReserveStockRole.*Resource/,
  ],
  [
    'two resources with one path',
    'Api',
    (t) => add(t, 'ApiGateway::Resource', 'ApiproductsproductIdC', {}),
    /Added: PathPart \{productId\} matches/,
  ],
  [
    'two variables beside each other',
    'Api',
    (t) => add(t, 'ApiGateway::Resource', 'ApiproductsproductIdC', { PathPart: '{sku}' }),
    /Added: PathPart \{sku\} matches what \{productId\}/,
  ],
  [
    'a reference to nothing in a branch that is not taken',
    'Catalog',
    (t) => {
      t.Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
      rule(t).Description = { 'Fn::If': ['Never', { Ref: 'Gone' }, 'Reserves stock.'] };
    },
    /ReserveStockRule.*Gone/,
  ],
];

const taken: readonly Change[] = [
  [
    'a batch of 10,000 with a window',
    'Catalog',
    (t) => {
      queueSource(t).BatchSize = 10_000;
    },
  ],
  [
    'a batch of 10 without a window',
    'Catalog',
    (t) => {
      queueSource(t).BatchSize = 10;
      delete queueSource(t).MaximumBatchingWindowInSeconds;
    },
  ],
  [
    'a record age of a minute',
    'Catalog',
    (t) => {
      streamSource(t).MaximumRecordAgeInSeconds = 60;
    },
  ],
  [
    'five filters',
    'Catalog',
    (t) => {
      queueSource(t).FilterCriteria = filters(5);
    },
  ],
  [
    'a pattern with alternatives and wildcards',
    'Catalog',
    (t) => {
      pattern(t)['$or'] = [
        { detail: { sku: [{ wildcard: 'OAK-*' }] } },
        { detail: { quantity: [{ numeric: ['>=', 2] }] } },
      ];
    },
  ],
  [
    'a pattern with a dotted key',
    'Catalog',
    (t) => {
      pattern(t)['detail.quantity'] = [{ exists: true }];
    },
  ],
  [
    'an ARN with wildcards in each component',
    'Catalog',
    (t) => {
      sending(t).Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' } };
    },
  ],
  [
    'a dead-letter queue of a dead-letter queue',
    'Catalog',
    (t) => {
      of(t, 'SQS::Queue', 'ReserveStockDeadLetters').RedrivePolicy = {
        deadLetterTargetArn: { 'Fn::GetAtt': [idOf(t, 'SQS::Queue', 'ReleaseStockDeadLetters'), 'Arn'] },
        maxReceiveCount: 3,
      };
    },
  ],
  [
    'a path beside a variable',
    'Api',
    (t) => add(t, 'ApiGateway::Resource', 'ApiproductsproductIdC', { PathPart: 'archive' }),
  ],
  [
    'a condition that is true',
    'Catalog',
    (t) => {
      t.Conditions = { Always: { 'Fn::Equals': ['a', 'a'] } };
      rule(t).State = { 'Fn::If': ['Always', 'ENABLED', 'DISABLED'] };
    },
  ],
];

const withoutEffect: readonly (readonly [...Change, problem: RegExp])[] = [
  [
    'a queue policy for arn:aws:events:*',
    'Catalog',
    (t) => {
      sending(t).Condition = { ArnLike: { 'aws:SourceArn': 'arn:aws:events:*' } };
    },
    /ReserveStockRule.*six components/,
  ],
  [
    'a queue policy for any ARN, as one star',
    'Catalog',
    (t) => {
      sending(t).Condition = { ArnEquals: { 'aws:SourceArn': '*' } };
    },
    /ReserveStockRule.*six components/,
  ],
  [
    'a queue policy with a star compared as text',
    'Catalog',
    (t) => {
      sending(t).Condition = { StringEquals: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' } };
    },
    /ReserveStockRule/,
  ],
  [
    'a queue policy for another account',
    'Catalog',
    (t) => {
      sending(t).Condition.StringEquals = { 'aws:SourceAccount': '999999999999' };
    },
    /ReserveStockRule/,
  ],
  [
    'a queue policy for any service',
    'Catalog',
    (t) => {
      sending(t).Principal = { Service: '*' };
    },
    /ReserveStockRule/,
  ],
  [
    'a queue policy for receiving',
    'Catalog',
    (t) => {
      sending(t).Action = 'sqs:ReceiveMessage';
    },
    /ReserveStockRule/,
  ],
  [
    'a second policy of the queue',
    'Catalog',
    (t) => add(t, 'SQS::QueuePolicy', 'ReserveStockQueuePolicy', {}),
    /Added.*ReserveStockQueuePolicy/,
  ],
  [
    'a function that must not receive',
    'Catalog',
    (t) => {
      roleStatements(t)[2].Action = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    },
    /ReserveStock.*sqs:ReceiveMessage/,
  ],
  [
    'a permission for another path',
    'Api',
    (t) => {
      of(t, 'Lambda::Permission', 'ApiproductsPOSTApiPermissionMulti').SourceArn =
        'arn:aws:execute-api:eu-west-1:000000000000:other/api/POST/products';
    },
    /products.*POST|POST.*products|Permission/,
  ],
  [
    'a rule that may not use its dead-letter queue',
    'Catalog',
    (t) => {
      of(t, 'SQS::QueuePolicy', 'ReserveStockDeadLettersPolicy').PolicyDocument.Statement.pop();
    },
    /ReserveStockRule/,
  ],
];

test('the app as it is starts', () => {
  expect(problemsAfter('Catalog', () => {})).toBe('');
});

describe('the embedded runtime refuses what AWS refuses:', () => {
  test.each(refused)('%s', (_, stack, change, problem) => {
    expect(problemsAfter(stack, change)).toMatch(problem);
  });
});

describe('it starts with what AWS takes:', () => {
  test.each(taken)('%s', (_, stack, change) => {
    expect(problemsAfter(stack, change)).toBe('');
  });
});

describe('it refuses what AWS takes, and what does nothing then:', () => {
  test.each(withoutEffect)('%s', (_, stack, change, problem) => {
    expect(problemsAfter(stack, change)).toMatch(problem);
  });
});
