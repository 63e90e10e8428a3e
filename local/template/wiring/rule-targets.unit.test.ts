import { expect, it } from 'vitest';
import { type Change, changedShop, problemsAfter, set } from '../testing/changed-shop.ts';

/** Lets EventBridge send to the queue under a condition. */
const sendUnder =
  (Condition: unknown): Change =>
  (resources) => {
    const statement = {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Principal: { Service: 'events.amazonaws.com' },
      Resource: '*',
      Condition,
    };
    set(resources, 'QueuePolicy', { PolicyDocument: { Statement: [statement] } });
  };

const sourceArn = (operator: string, pattern: unknown): unknown => ({
  [operator]: { 'aws:SourceArn': pattern },
});

it.each(
  ['*', 'arn:*', 'arn:aws:events:*', 'arn:aws:events:us-east-1:*', 'arn:aws:events:*:rule/*'].flatMap(
    (pattern) =>
      ['ArnLike', 'ArnEquals', 'ArnLikeIfExists', 'ArnEqualsIfExists', 'ForAnyValue:ArnLike'].map(
        (operator) => [operator, pattern],
      ),
  ),
)('a queue policy with %s %s delivers nothing, and the problem says why', (operator = '', pattern) => {
  const problems = problemsAfter(sendUnder(sourceArn(operator, pattern)));
  expect(problems).toMatch(/Shop\/Rule: the policy of queue Queue does not let events\.amazonaws\.com send/);
  expect(problems).toContain(
    `: implicitly-denied. ${operator} aws:SourceArn ${pattern} is no ARN of six components, so it equals none; allowed: arn:aws:events:*:*:rule/*`,
  );
});

it('a queue policy denies every event whose source is not like a pattern that matches none', () => {
  const statement = { Effect: 'Deny', Action: 'sqs:*', Resource: '*', Principal: '*' };
  const deny = { ...statement, Condition: sourceArn('ArnNotLike', 'arn:aws:events:*') };
  const allow = { ...statement, Effect: 'Allow' };
  expect(
    problemsAfter((r) => set(r, 'QueuePolicy', { PolicyDocument: { Statement: [allow, deny] } })),
  ).toContain('explicitly-denied. ArnNotLike aws:SourceArn arn:aws:events:* is no ARN of six components');
});

it.each([
  sourceArn('ArnLike', 'arn:aws:events:*:*:rule/*'),
  sourceArn('ArnEquals', ['*', '*:*:*:*:*:*']),
  sourceArn('ArnNotLike', '*'),
  sourceArn('StringLike', 'arn:aws:events:*'),
])('EventBridge may send under the condition %j', (condition) => {
  expect(() => changedShop(sendUnder(condition))).not.toThrow();
});

it('a queue policy for any service lets none send, and the problem says why', () => {
  const statement = {
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Principal: { Service: '*' },
    Resource: '*',
  };
  expect(problemsAfter((r) => set(r, 'QueuePolicy', { PolicyDocument: { Statement: statement } }))).toContain(
    'implicitly-denied. Principal has {"Service":"*"}, which is no service; allowed: {"Service":"events.amazonaws.com"}',
  );
});
