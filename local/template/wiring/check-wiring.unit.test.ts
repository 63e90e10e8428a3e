// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are templates of Fn::Sub
import { expect, it } from 'vitest';
import {
  addStreamedTable,
  type Change,
  changedShop,
  copy,
  type Resources,
  set,
} from '../testing/changed-shop.ts';

/** Grants the function another action. */
const grant = (resources: Resources, action: string, condition?: unknown, resource: unknown = '*'): void => {
  const statement = {
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    ...(condition !== undefined && { Condition: condition }),
  };
  copy(resources, 'Policy', 'Grant', { PolicyName: 'Grant', PolicyDocument: { Statement: [statement] } });
};

const setDeadLetters = (resources: Resources, arn: unknown): unknown =>
  set(resources, 'Rule', {
    Targets: [{ Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, DeadLetterConfig: { Arn: arn } }],
  });

/** An integration with the function of an ARN. */
const integrationOf = (functionArn: string): Record<string, unknown> => ({
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  Uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
});

/** Makes the function consume a table's stream, which its role may read unless `statement` says less. */
const aStream = (resources: Resources, statement: Record<string, unknown>, onFailure?: unknown): void => {
  const stream = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
  addStreamedTable(resources);
  const Action = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  const Statement = [{ Effect: 'Allow', Action, Resource: stream, ...statement }];
  copy(resources, 'Policy', 'ReadStream', { PolicyName: 'ReadStream', PolicyDocument: { Statement } });
  copy(resources, 'Source', 'Stream', {
    EventSourceArn: stream,
    StartingPosition: 'LATEST',
    ...(onFailure !== undefined && { DestinationConfig: { OnFailure: { Destination: onFailure } } }),
  });
};

const trust = (service: string): unknown => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
});

it.each<[string, Change, RegExp]>([
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
    /Shop\/Rule: the policy of queue Queue .* implicitly-denied$/m,
  ],
  [
    'the dead-letter queue of a rule is in the template',
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
    'a rule may only target queues',
    (r) => set(r, 'Rule', { Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }] }),
    /Shop\/Rule: target a is .*function:Shop-Function; allowed: an AWS::SQS::Queue/,
  ],
  [
    'a function’s role trusts Lambda',
    (r) => set(r, 'Role', { AssumeRolePolicyDocument: trust('ec2.amazonaws.com') }),
    /Shop\/Function: Lambda cannot assume its role Role/,
  ],
  [
    'a function’s role is in the template',
    (r) => set(r, 'Function', { Role: 'arn:aws:iam::000000000000:role/elsewhere' }),
    /Shop\/Function: Role arn:.*:role\/elsewhere is not in the template; allowed: an AWS::IAM::Role/,
  ],
  [
    'a permission to do something else does not count',
    (r) => set(r, 'Permission', { Action: 'lambda:GetFunction' }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a permission for another function does not count',
    (r) => copy(r, 'Function', 'Other') ?? set(r, 'Permission', { FunctionName: { Ref: 'Other' } }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a permission’s source has no wildcard before its resource',
    (r) => set(r, 'Permission', { SourceArn: 'arn:aws:execute-api:*' }),
    /Shop\/Permission: .*SourceArn is "arn:aws:execute-api:\*"; allowed: an ARN whose region and account have no/,
  ],
  [
    'a permission’s source has the account of the route',
    (r) => set(r, 'Permission', { SourceArn: 'arn:aws:execute-api:us-east-1::*:*' }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a permission of another account does not count',
    (r) => set(r, 'Permission', { SourceAccount: '111122223333' }),
    /Shop\/GetOrders: no AWS::Lambda::Permission/,
  ],
  [
    'a route leads to a function of the template',
    (r) => set(r, 'GetOrders', { Integration: integrationOf('arn:aws:lambda:us-east-1:0:function:gone') }),
    /Shop\/GetOrders: leads to arn:.*:function:gone, which is not a function of the template/,
  ],
  [
    'a route leads to the invocations of a function',
    (r) =>
      set(r, 'GetOrders', {
        Integration: { ...integrationOf(''), Uri: 'arn:aws:apigateway:us-east-1:sqs:path/0/orders' },
      }),
    /Shop\/GetOrders: Integration\.Uri is arn:.*sqs:path\/0\/orders; allowed: the invocations of a Lambda/,
  ],
  [
    'a REST API has a stage',
    (r) => delete r['Stage'] && delete r['Permission'],
    /Shop\/Api: has 0 stages; allowed: one AWS::ApiGateway::Stage/,
  ],
  [
    'a REST API has no second stage',
    (r) => copy(r, 'Stage', 'Another', { StageName: 'another' }),
    /Shop\/Api: has 2 stages; allowed: one AWS::ApiGateway::Stage/,
  ],
  [
    'an event source belongs to a function of the template',
    (r) => set(r, 'Source', { FunctionName: 'gone' }),
    /Shop\/Source: FunctionName .*gone is not a function of the template/,
  ],
  [
    'a function’s role may read the stream that it consumes',
    (r) => aStream(r, { Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords'] }),
    /Shop\/Stream: the role of Function may not dynamodb:GetShardIterator on .*:table\/Shop-Table\/stream/,
  ],
  [
    'the destination of failed records is in the template',
    (r) => aStream(r, {}, 'arn:aws:sqs:us-east-1:0:x'),
    /Shop\/Stream: DestinationConfig\.OnFailure leads to arn:aws:sqs:us-east-1:0:x; allowed: a queue/,
  ],
  [
    'a function’s role may send to the destination of failed records',
    (r) => {
      r['Failed'] = { Type: 'AWS::SQS::Queue', Properties: {} };
      aStream(r, {}, { 'Fn::GetAtt': ['Failed', 'Arn'] });
    },
    /Shop\/Stream: the role of Function may not sqs:SendMessage on .*:Shop-Failed/,
  ],
  [
    'a function’s role may read its event source',
    (r) => delete r['Policy'],
    /Shop\/Source: the role of Function may not sqs:ReceiveMessage on .*:Shop-Queue/,
  ],
  [
    'the visibility timeout of a queue is at least the timeout of its consumer',
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
    /Shop\/Source: EventSourceArn .*:gone is neither a queue nor a table stream/,
  ],
  [
    'no two REST APIs have the same stage',
    (r) => {
      r['OtherApi'] = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'other' } };
      r['OtherStage'] = {
        Type: 'AWS::ApiGateway::Stage',
        Properties: { RestApiId: { Ref: 'OtherApi' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'api' },
      };
    },
    /Shop\/OtherApi: its stage is api, as is that of Shop\/Api: both would answer at \/api/,
  ],
  [
    'no REST API has the path of the local runtime',
    (r) => set(r, 'Stage', { StageName: '_local' }),
    /Shop\/Api: its stage is _local: the local runtime itself answers at \/_local/,
  ],
  [
    'no two resources have the same path',
    (r) => copy(r, 'Orders', 'OrdersAgain'),
    /Shop\/OrdersAgain: PathPart orders matches what orders of Shop\/Orders does/,
  ],
  [
    'no two path variables have the same parent',
    (r) => {
      set(r, 'Orders', { PathPart: '{orderId}' });
      copy(r, 'Orders', 'Items', { PathPart: '{itemId}' });
    },
    /Shop\/Items: PathPart \S+ matches what \{orderId\} of Shop\/Orders does/,
  ],
  [
    'a greedy resource has no children',
    (r) => {
      set(r, 'Orders', { PathPart: '{proxy+}' });
      copy(r, 'Orders', 'Items', { ParentId: { Ref: 'Orders' }, PathPart: 'items' });
    },
    /Shop\/Items: is below \{proxy\+\}, which takes every path below itself/,
  ],
  [
    'a resource has each HTTP method once',
    (r) => copy(r, 'GetOrders', 'GetThem'),
    /Shop\/GetThem: is GET of a resource that has Shop\/GetOrders for it/,
  ],
  [
    'a method belongs to a resource of the template',
    (r) => set(r, 'GetOrders', { ResourceId: 'elsewhere' }),
    /Shop\/GetOrders: ResourceId elsewhere is not a resource of the template/,
  ],
  [
    'a resource belongs to another of the template',
    (r) => set(r, 'Orders', { ParentId: 'elsewhere' }),
    /Shop\/Orders: ParentId elsewhere is not a resource of the template/,
  ],
  [
    'no two resources of a type have the same name',
    (r) => {
      set(r, 'Queue', { QueueName: 'one' });
      copy(r, 'Queue', 'Other');
    },
    /Shop\/Other: has the name of Shop\/Queue: arn:aws:sqs:us-east-1:000000000000:one/,
  ],
  [
    'a function has each event source once',
    (r) => copy(r, 'Source', 'SourceAgain'),
    /Shop\/SourceAgain: has the function and the event source of Shop\/Source: arn:aws:sqs:.*:Shop-Queue/,
  ],
  [
    'the roles of a policy are in the template',
    (r) => copy(r, 'Policy', 'Other', { PolicyName: 'Other', Roles: ['elsewhere'] }),
    /Shop\/Other: Roles names elsewhere; allowed: an AWS::IAM::Role/,
  ],
  [
    'the condition keys of a grant are supported',
    (r) => grant(r, 'dynamodb:GetItem', { StringEquals: { 'dynamodb:LeadingKeys': ['a'] } }),
    /Shop\/Grant: grants dynamodb:GetItem under the condition StringEquals dynamodb:LeadingKeys, which cannot/,
  ],
  [
    'the table of a grant is in the template',
    (r) => grant(r, 'dynamodb:GetItem', undefined, 'arn:aws:dynamodb:us-east-1:000000000000:table/elsewhere'),
    /Shop\/Grant: grants dynamodb:GetItem on arn:.*:table\/elsewhere, which is not in the template/,
  ],
  [
    'the queue of a grant is in the template',
    (r) => grant(r, 'sqs:SendMessage', undefined, 'arn:aws:sqs:us-east-1:000000000000:elsewhere'),
    /Shop\/Grant: grants sqs:SendMessage on arn:.*:elsewhere, which is not in the template/,
  ],
  [
    'the function of a grant is in the template',
    (r) =>
      grant(
        r,
        'lambda:InvokeFunction',
        undefined,
        'arn:aws:lambda:us-east-1:000000000000:function:elsewhere',
      ),
    /Shop\/Grant: grants lambda:InvokeFunction on arn:.*:elsewhere, which is not in the template/,
  ],
  [
    'the condition operators of a grant are supported',
    (r) => grant(r, 'events:PutEvents', { NumericLessThan: { 'events:source': 3 } }),
    /Shop\/Grant: grants events:PutEvents under the condition NumericLessThan events:source, which cannot/,
  ],
])('%s', (_, change, expected) => {
  expect(buildWith(change)).toThrow(expected);
});

const buildWith = (change: Change) => () => changedShop(change);

it.each([
  's3:GetObject',
  'ses:SendEmail',
  's3:*',
  'sqs:StartMessageMoveTask',
  'lambda:InvokeAsync',
  'ssm:GetParameter',
  'events:PutRule',
  'dynamodb:PartiQLSelect',
  'dynamodb:*Backup',
])('a function cannot be granted %s, which is not supported', (action) => {
  const message = `Shop/Grant: grants ${action}, which the local AWS endpoint does not support; supported: dynamodb:`;
  expect(buildWith((resources) => grant(resources, action))).toThrow(message);
});

it('an inline policy is checked as well, and its role named', () => {
  const Policies = [
    {
      PolicyName: 'Inline',
      PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
    },
  ];
  expect(buildWith((resources) => set(resources, 'Role', { Policies }))).toThrow(
    'Shop/Role: grants s3:GetObject',
  );
});

it.each<[string, unknown, unknown]>([
  ['dynamodb:GetItem', undefined, '*'],
  ['dynamodb:*', undefined, '*'],
  ['*', undefined, '*'],
  ['DynamoDB:putitem', undefined, '*'],
  ['logs:PutLogEvents', undefined, '*'],
  ['xray:*', undefined, '*'],
  ['events:PutEvents', { StringEquals: { 'events:source': 'shop' } }, { 'Fn::GetAtt': ['Bus', 'Arn'] }],
  ['sqs:ChangeMessageVisibility', undefined, { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['sqs:SendMessage', undefined, { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['lambda:InvokeFunction', undefined, { 'Fn::GetAtt': ['Function', 'Arn'] }],
])('a function may be granted %s', (action, condition, resource) => {
  expect(buildWith((resources) => grant(resources, action, condition, resource))).not.toThrow();
});

it('the grants of a role that no function has do not matter', () => {
  expect(
    buildWith((resources) => {
      copy(resources, 'Role', 'Another');
      copy(resources, 'Policy', 'Grant', {
        PolicyName: 'Grant',
        Roles: [{ Ref: 'Another' }],
        PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
      });
    }),
  ).not.toThrow();
});

it('denying an unsupported action does not matter', () => {
  const Statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  expect(
    buildWith((resources) =>
      copy(resources, 'Policy', 'Grant', { PolicyName: 'Grant', PolicyDocument: { Statement } }),
    ),
  ).not.toThrow();
});

it('a function may consume a stream and a queue, with the least timeouts and rights', () => {
  const allowed = buildWith((resources) => {
    aStream(resources, {});
    set(resources, 'Function', { Timeout: 30 });
    const Action = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    const Statement = { Effect: 'Allow', Action, Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
    set(resources, 'Policy', { PolicyDocument: { Statement } });
  });
  expect(allowed).not.toThrow();
});

it('a permission without a source counts for every route', () => {
  const allowed = buildWith((resources) => delete resources['Permission']?.Properties['SourceArn']);
  expect(allowed).not.toThrow();
});

it('a path variable may stand beside a greedy one and a fixed name', () => {
  const allowed = buildWith((resources) => {
    copy(resources, 'Orders', 'One', { PathPart: '{orderId}' });
    copy(resources, 'Orders', 'Any', { PathPart: '{proxy+}' });
  });
  expect(allowed).not.toThrow();
});
