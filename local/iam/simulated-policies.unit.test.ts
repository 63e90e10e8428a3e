import fc from 'fast-check';
import { expect, it } from 'vitest';
import { malformedArns, type RequestContext } from './conditions.ts';
import { evaluate } from './policy.ts';
import type { PolicyStatement } from './role.ts';
import { simulated } from './testing/simulated.ts';

const account = 'us-east-1:000000000000';
const table = `arn:aws:dynamodb:${account}:table/orders`;
const rule = `arn:aws:events:${account}:rule/shop/r`;

const actions = ['dynamodb:GetItem', 'dynamodb:PutItem', 'sqs:SendMessage', 'DynamoDB:getitem'];
const actionPatterns = [
  ...actions,
  '*',
  'dynamodb:*',
  'dynamodb:Get*',
  'dynamodb:?etItem',
  'dynamodb:*Item',
  'sqs:Send?essage*',
];
const resources = [
  table,
  `${table}/index/by-name`,
  `${table}s`,
  `arn:aws:sqs:${account}:orders`,
  'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
];
const resourcePatterns = [
  ...resources,
  '*',
  `${table}*`,
  `${table}/index/*`,
  `${table}?`,
  `arn:aws:dynamodb:*:*:table/order?`,
  'arn:aws:sqs:*:000000000000:*',
  'arn:aws:dynamodb:*:table/orders',
  'arn:aws:*',
];

/** Values that a request may have for a key, and that conditions may ask for, with and without wildcards. */
const strings = ['shop', 'Shop', 'shop.orders', '', 's', '*', 'sh?p', 'shop*', '*.orders'];
const arns = [rule, `${rule}2`, `arn:aws:events:eu-west-1:000000000000:rule/shop/r`];
const arnPatterns = [
  ...arns,
  `arn:aws:events:${account}:rule/shop/*`,
  'arn:aws:events:*:*:rule/*',
  'arn:*:events:*:0000*:rule/shop/?',
  'arn:aws:events:us-*:rule/shop/r',
  '*',
];

const condition = (operators: readonly string[], keys: readonly string[], values: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...operators),
      fc.constantFrom('', 'IfExists'),
      fc.constantFrom(...keys),
      fc.subarray([...values], { minLength: 1, maxLength: 2 }),
    )
    .map(([operator, suffix, key, wanted]) => ({ [`${operator}${suffix}`]: { [key]: wanted } }));

const stringOperators = [
  'Equals',
  'NotEquals',
  'EqualsIgnoreCase',
  'NotEqualsIgnoreCase',
  'Like',
  'NotLike',
].map((name) => `String${name}`);
const arnOperators = ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'];
const quantified = ['ForAllValues:', 'ForAnyValue:'].flatMap((quantifier) =>
  stringOperators.map((operator) => `${quantifier}${operator}`),
);

const conditions = fc.oneof(
  condition(stringOperators, ['aws:username', 'AWS:UserName'], strings),
  condition(arnOperators, ['aws:SourceArn'], arnPatterns),
  condition(['Bool'], ['aws:SecureTransport'], ['true', 'false', 'True']),
  condition(quantified, ['aws:TagKeys'], strings),
);

const statement: fc.Arbitrary<PolicyStatement> = fc.record(
  {
    Effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
    Action: fc.subarray(actionPatterns, { minLength: 1, maxLength: 2 }),
    Resource: fc.subarray(resourcePatterns, { minLength: 1, maxLength: 2 }),
    Condition: fc.array(conditions, { minLength: 1, maxLength: 2 }).map((all) => Object.assign({}, ...all)),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);

const atMostOne = (values: readonly string[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
    { weight: 4, arbitrary: fc.constantFrom(...values).map((value) => [value]) },
  );

/** Every key that conditions ask for, absent or present: what is not known never helps a caller here. */
const context: fc.Arbitrary<RequestContext> = fc.record({
  'aws:username': atMostOne(strings),
  'aws:sourcearn': atMostOne(arns),
  'aws:securetransport': atMostOne(['true', 'false']),
  'aws:tagkeys': fc.subarray(strings, { maxLength: 3 }),
});

/** What is known to differ from iam-simulate, and why. */
const deviations: readonly {
  readonly why: string;
  readonly is: (statement: PolicyStatement, values: RequestContext) => boolean;
}[] = [
  {
    why: 'With ForAnyValue, it ignores IfExists; IAM lets a condition with IfExists hold whenever the key is absent.',
    is: ({ Condition = {} }, values) =>
      values['aws:tagkeys']?.length === 0 &&
      Object.keys(Condition).some((operator) => /^ForAnyValue:.*IfExists$/.test(operator)),
  },
  {
    why: 'To it, nothing is unlike a pattern that is no ARN. AWS does not say; nothing is like it either way.',
    is: ({ Condition = {} }) =>
      Object.entries(Condition).some(
        ([operator, keys]) => operator.startsWith('ArnNot') && malformedArns({ [operator]: keys }).length > 0,
      ),
  },
];

it('decides generated policies as another implementation of IAM does', () => {
  const policies = fc.array(statement, { minLength: 1, maxLength: 4 });
  const request = [fc.constantFrom(...actions), fc.constantFrom(...resources), context] as const;
  fc.assert(
    fc.property(policies, ...request, (statements, action, resource, values) => {
      fc.pre(!statements.some((one) => deviations.some(({ is }) => is(one, values))));
      expect(evaluate(statements, action, resource, values)).toBe(
        simulated(statements, action, resource, values),
      );
    }),
    { numRuns: 3000 },
  );
});
