import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concernsService, evaluate } from './policy.ts';
import type { PolicyStatement } from './role.ts';

const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/shop/r';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';

function aStatement(overrides: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: [table], ...overrides };
}

const deny = aStatement({ Effect: 'Deny' });

describe('a decision', () => {
  it.each<[string, PolicyStatement[], string]>([
    ['without statements is an implicit denial', [], 'implicitly-denied'],
    ['follows an Allow for action and resource', [aStatement()], 'allowed'],
    [
      'does not follow an Allow for another action',
      [aStatement({ Action: ['dynamodb:PutItem'] })],
      'implicitly-denied',
    ],
    [
      'does not follow an Allow for another resource',
      [aStatement({ Resource: [`${table}/index/x`] })],
      'implicitly-denied',
    ],
    ['ignores the case of actions', [aStatement({ Action: ['DYNAMODB:getitem'] })], 'allowed'],
    [
      'respects the case of resources',
      [aStatement({ Resource: [table.toUpperCase()] })],
      'implicitly-denied',
    ],
    ['follows wildcards in actions', [aStatement({ Action: ['dynamodb:Get*'] })], 'allowed'],
    [
      'follows wildcards in resources',
      [aStatement({ Resource: ['arn:aws:dynamodb:*:*:table/order?'] })],
      'allowed',
    ],
    [
      'takes missing components of a resource as any',
      [aStatement({ Resource: ['arn:aws:dynamodb'] })],
      'allowed',
    ],
    [
      'ends the wildcards of a resource at a colon',
      [aStatement({ Resource: ['arn:aws:dynamodb:*:table/orders', 'arn:*:table/orders'] })],
      'implicitly-denied',
    ],
    ['is a denial if a Deny follows an Allow', [aStatement(), deny], 'explicitly-denied'],
    ['is a denial if a Deny precedes an Allow', [deny, aStatement()], 'explicitly-denied'],
  ])('%s', (_, statements, expected) => {
    expect(evaluate(statements, 'dynamodb:GetItem', table)).toBe(expected);
  });

  it('never depends on the order of the statements', () => {
    const statement = fc.record({
      Effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Deny'),
      Action: fc.constantFrom(['dynamodb:GetItem'], ['dynamodb:*'], ['sqs:*']),
      Resource: fc.constantFrom([table], ['*'], ['other']),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
        const decision = evaluate(statements, 'dynamodb:GetItem', table);
        expect(evaluate(statements.toReversed(), 'dynamodb:GetItem', table)).toBe(decision);
        const matching = statements.filter(
          ({ Action, Resource }) => Action[0] !== 'sqs:*' && Resource[0] !== 'other',
        );
        if (matching.some(({ Effect }) => Effect === 'Deny')) expect(decision).toBe('explicitly-denied');
        else expect(decision).toBe(matching.length > 0 ? 'allowed' : 'implicitly-denied');
      }),
    );
  });
});

describe('a condition', () => {
  const context = { 'aws:sourcearn': [ruleArn], 'events:source': ['a', 'b'], 'aws:absent': [] };

  it.each<[string, string, string, unknown, boolean]>([
    ['StringEquals accepts one of several values', 'StringEquals', 'aws:SourceArn', ['x', ruleArn], true],
    ['StringEquals has no wildcards', 'StringEquals', 'aws:SourceArn', 'arn:*', false],
    ['StringNotEquals holds for another value', 'StringNotEquals', 'aws:SourceArn', 'x', true],
    ['StringNotEquals fails for the value', 'StringNotEquals', 'aws:SourceArn', ruleArn, false],
    ['StringNotEquals holds for an absent key', 'StringNotEquals', 'aws:Absent', 'x', true],
    ['StringEquals fails for an absent key', 'StringEquals', 'aws:Absent', 'x', false],
    ['StringEqualsIfExists holds for an absent key', 'StringEqualsIfExists', 'aws:Absent', 'x', true],
    ['StringLike has wildcards', 'StringLike', 'aws:SourceArn', 'arn:*/r', true],
    ['ArnEquals has wildcards', 'ArnEquals', 'aws:SourceArn', 'arn:aws:events:*:*:rule/*/?', true],
    ['ArnLike fails for another ARN', 'ArnLike', 'aws:SourceArn', 'arn:aws:events:*:*:rule/other/*', false],
    [
      'ArnLike compares region and account',
      'ArnLike',
      'aws:SourceArn',
      'arn:aws:events:eu-*:*:rule/*',
      false,
    ],
    ['ArnLike matches within components', 'ArnLike', 'aws:SourceArn', '*:*:ev?nts:*-1:0*:*', true],
    ['ArnLike needs six components', 'ArnLike', 'aws:SourceArn', 'arn:aws:events:*', false],
    ['ArnEquals needs six components', 'ArnEquals', 'aws:SourceArn', '*', false],
    ['ArnLikeIfExists needs six components', 'ArnLikeIfExists', 'aws:SourceArn', 'arn:aws:*:rule/*', false],
    ['ArnLikeIfExists holds for an absent key', 'ArnLikeIfExists', 'aws:Absent', '*', true],
    ['ArnNotLike holds for every ARN without six components', 'ArnNotLike', 'aws:SourceArn', '*', true],
    [
      'ArnNotEquals holds for every ARN without six components',
      'ArnNotEquals',
      'aws:SourceArn',
      'arn:*',
      true,
    ],
    ['ArnNotEquals fails for a matching ARN', 'ArnNotEquals', 'aws:SourceArn', 'arn:*:*:*:*:rule/*', false],
    ['ForAnyValue:ArnLike needs six components', 'ForAnyValue:ArnLike', 'aws:SourceArn', 'arn:*', false],
    ['StringLike needs no components', 'StringLike', 'aws:SourceArn', 'arn:aws:events:*', true],
    [
      'ForAllValues fails if one value does not match',
      'ForAllValues:StringEquals',
      'events:source',
      ['a'],
      false,
    ],
    [
      'ForAllValues holds if every value matches',
      'ForAllValues:StringEquals',
      'events:source',
      ['a', 'b', 'c'],
      true,
    ],
    ['ForAllValues holds for an absent key', 'ForAllValues:StringEquals', 'aws:Absent', ['a'], true],
    ['ForAnyValue holds if one value matches', 'ForAnyValue:StringEquals', 'events:source', ['b'], true],
    ['ForAnyValue fails for an absent key', 'ForAnyValue:StringEquals', 'aws:Absent', ['b'], false],
  ])('%s', (_, operator, key, expected, holds) => {
    const Condition = { [operator]: { [key]: expected } };
    const allow = evaluate([aStatement({ Condition })], 'dynamodb:GetItem', table, context);
    expect(allow).toBe(holds ? 'allowed' : 'implicitly-denied');
    const denied = evaluate(
      [aStatement(), aStatement({ Effect: 'Deny', Condition })],
      'dynamodb:GetItem',
      table,
      context,
    );
    expect(denied).toBe(holds ? 'explicitly-denied' : 'allowed');
  });

  it.each([
    ['operator', { DateLessThan: { 'aws:SourceArn': '2030-01-01' } }],
    ['key', { StringEquals: { 'aws:PrincipalTag/team': 'a' } }],
  ])('with an unknown %s does not activate an Allow, and does not deactivate a Deny', (_, Condition) => {
    expect(evaluate([aStatement({ Condition })], 'dynamodb:GetItem', table, context)).toBe(
      'implicitly-denied',
    );
    const statements = [aStatement(), aStatement({ Effect: 'Deny', Condition })];
    expect(evaluate(statements, 'dynamodb:GetItem', table, context)).toBe('explicitly-denied');
  });

  it('that is certainly false deactivates a Deny, whatever else is unknown', () => {
    const Condition = { StringEquals: { 'aws:SourceArn': 'x', 'aws:Unknown': 'y' } };
    const statements = [aStatement(), aStatement({ Effect: 'Deny', Condition })];
    expect(evaluate(statements, 'dynamodb:GetItem', table, context)).toBe('allowed');
  });
});

describe('a resource policy’s statement', () => {
  it.each<[PolicyStatement['Principal'], boolean]>([
    [{ Service: 'events.amazonaws.com' }, true],
    [{ Service: ['sns.amazonaws.com', 'events.amazonaws.com'] }, true],
    ['*', true],
    [{ AWS: '*' }, true],
    [{ Service: 'sns.amazonaws.com' }, false],
    [{ Service: '*' }, false],
    [{ Service: ['*', 'events.*'] }, false],
    [{ AWS: 'events.amazonaws.com' }, false],
    [{ AWS: ['arn:aws:iam::000000000000:root', '*'] }, true],
    [{ AWS: 'arn:aws:iam::000000000000:root' }, false],
  ])('with principal %j concerns EventBridge: %s', (Principal, expected) => {
    const statement = { ...aStatement(), ...(Principal && { Principal }) };
    expect(concernsService(statement, 'events.amazonaws.com')).toBe(expected);
  });
});
