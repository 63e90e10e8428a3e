// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { expect, it } from 'vitest';
import { anAssembly, type DeclaredResource, shopResources } from '../fixture/templates.ts';
import { buildSystem } from '../load-system.ts';

type Resources = Record<string, DeclaredResource>;

const set = (resources: Resources, logicalId: string, values: Record<string, unknown>): unknown =>
  Object.assign(resources[logicalId]?.Properties ?? {}, values);

const setDeadLetters = (resources: Resources, arn: unknown): unknown =>
  set(resources, 'Rule', {
    Targets: [{ Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, DeadLetterConfig: { Arn: arn } }],
  });

const trust = (service: string): unknown => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
});

it.each<[string, (resources: Resources) => unknown, RegExp]>([
  [
    'a route needs a permission for API Gateway',
    (r) => delete r['Permission'],
    /Shop\/GetOrders: no AWS::Lambda::Permission lets apigateway\.amazonaws\.com invoke Function for .*\/api\/GET\/orders/,
  ],
  [
    'a permission for another route does not count',
    (r) =>
      set(r, 'Permission', {
        SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:us-east-1:000000000000:${Api}/api/POST/orders' },
      }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a permission for another service does not count',
    (r) => set(r, 'Permission', { Principal: 's3.amazonaws.com' }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a rule’s queue needs a policy for EventBridge',
    (r) => delete r['QueuePolicy'],
    /Shop\/Rule: the policy of queue Queue does not let events\.amazonaws\.com send/,
  ],
  [
    'a queue policy for another rule does not count',
    (r) => {
      r['Other'] = { Type: 'AWS::Events::Rule', Properties: { EventPattern: {} } };
      const statement = {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 'events.amazonaws.com' },
        Resource: '*',
        Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Other', 'Arn'] } } },
      };
      set(r, 'QueuePolicy', { PolicyDocument: { Statement: [statement] } });
    },
    /Shop\/Rule: the policy of queue Queue .* implicitly-denied/,
  ],
  [
    'what a rule cannot deliver goes to a queue of the template',
    (r) => setDeadLetters(r, 'arn:aws:sqs:us-east-1:0:x'),
    /Shop\/Rule: DeadLetterConfig of target Queue leads to arn:aws:sqs:us-east-1:0:x; allowed: an AWS::SQS::Queue/,
  ],
  [
    'the dead-letter queue of a rule needs a policy for EventBridge',
    (r) => {
      r['Undelivered'] = { Type: 'AWS::SQS::Queue', Properties: {} };
      setDeadLetters(r, { 'Fn::GetAtt': ['Undelivered', 'Arn'] });
    },
    /Shop\/Rule: the policy of queue Undelivered does not let events\.amazonaws\.com send/,
  ],
  [
    'a rule’s bus is in the template',
    (r) => delete r['Bus'] && set(r, 'Rule', { EventBusName: 'elsewhere' }),
    /Shop\/Rule: bus elsewhere is not in the template; allowed: default/,
  ],
  [
    'a rule leads to queues only',
    (r) => set(r, 'Rule', { Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }] }),
    /Shop\/Rule: target a is .*function:Shop-Function; allowed: an AWS::SQS::Queue/,
  ],
  [
    'a function’s role trusts Lambda',
    (r) => set(r, 'Role', { AssumeRolePolicyDocument: trust('ec2.amazonaws.com') }),
    /Shop\/Function: Lambda cannot assume its role Role/,
  ],
  [
    'a function’s role may read its event source',
    (r) => delete r['Policy'],
    /Shop\/Source: the role of Function may not sqs:ReceiveMessage on .*:Shop-Queue/,
  ],
  [
    'a queue hides messages for as long as its consumer may take',
    (r) => set(r, 'Function', { Timeout: 31 }),
    /Shop\/Source: the visibility timeout of Queue \(30 s\) is less than the timeout of Function \(31 s\)/,
  ],
  [
    'a dead-letter queue is in the template',
    (r) =>
      set(r, 'Queue', {
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:0:x', maxReceiveCount: 1 },
      }),
    /Shop\/Queue: RedrivePolicy leads to arn:aws:sqs:us-east-1:0:x/,
  ],
  [
    'an event source is in the template',
    (r) => set(r, 'Source', { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:gone' }),
    /Shop\/Source: EventSourceArn .*:gone is no queue and no table stream/,
  ],
])('%s', (_, change, expected) => {
  const resources = shopResources();
  change(resources);
  expect(() => buildSystem(anAssembly({ Shop: { Resources: resources } }))).toThrow(expected);
});
