import { expect, it } from 'vitest';
import {
  type Change,
  changedShop,
  copy,
  problemsAfter,
  type Resources,
  set,
} from '../testing/changed-shop.ts';

const twice = (resources: Resources, Type: string, ...properties: Record<string, unknown>[]): void => {
  for (const [index, Properties] of properties.entries()) resources[`Extra${index}`] = { Type, Properties };
};

const inline = (PolicyName: string): unknown => ({
  PolicyName,
  PolicyDocument: { Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' } },
});

const aPool: Change = (r) => {
  r['Pool'] = { Type: 'AWS::Cognito::UserPool', Properties: {} };
};

const authorizer = (Name: string) => ({
  Name,
  RestApiId: { Ref: 'Api' },
  Type: 'COGNITO_USER_POOLS',
  IdentitySource: 'method.request.header.Authorization',
  ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }],
});

it.each<[string, Change, string]>([
  [
    'two policies of a queue',
    (r) => copy(r, 'QueuePolicy', 'Other'),
    'Shop/Other: sets the policy of queue https://sqs.us-east-1.amazonaws.com/000000000000/Shop-Queue, as does Shop/QueuePolicy; allowed: one',
  ],
  [
    'a queue policy that names an ARN',
    (r) => set(r, 'QueuePolicy', { Queues: [{ 'Fn::GetAtt': ['Queue', 'Arn'] }] }),
    'Shop/QueuePolicy: Queues has arn:aws:sqs:us-east-1:000000000000:Shop-Queue; allowed: the URL (Ref) of an AWS::SQS',
  ],
  [
    'two policies of a role with one name',
    (r) => copy(r, 'Policy', 'Other'),
    'Shop/Other: sets policy ReadQueue of role Shop-Role, as does Shop/Policy; allowed: one',
  ],
  [
    'an inline policy with the name of another policy',
    (r) => set(r, 'Role', { Policies: [inline('ReadQueue')] }),
    'Shop/Policy: sets policy ReadQueue of role Shop-Role, as does Shop/Role',
  ],
  [
    'two inline policies with one name',
    (r) => set(r, 'Role', { Policies: [inline('One'), inline('One')] }),
    'Shop/Role: sets policy One of role Shop-Role, as does Shop/Role',
  ],
  [
    'two authorizers with one name',
    (r) => {
      aPool(r);
      twice(r, 'AWS::ApiGateway::Authorizer', authorizer('people'), authorizer('people'));
    },
    'Shop/Extra1: sets authorizer people of API',
  ],
  [
    'two domains of a user pool',
    (r) => {
      aPool(r);
      const UserPoolId = { Ref: 'Pool' };
      twice(r, 'AWS::Cognito::UserPoolDomain', { Domain: 'a', UserPoolId }, { Domain: 'b', UserPoolId });
    },
    'Shop/Extra1: sets the domain of user pool us-east-1_',
  ],
  [
    'two user pools with one domain',
    (r) => {
      aPool(r);
      r['Pool2'] = { Type: 'AWS::Cognito::UserPool', Properties: {} };
      const ofPool = (id: string) => ({ Domain: 'shop', UserPoolId: { Ref: id } });
      twice(r, 'AWS::Cognito::UserPoolDomain', ofPool('Pool'), ofPool('Pool2'));
    },
    'Shop/Extra1: sets domain shop, as does Shop/Extra0',
  ],
  [
    'two parameters with one name',
    (r) => {
      const parameter = { Name: '/shop', Type: 'String', Value: 'a' };
      twice(r, 'AWS::SSM::Parameter', parameter, parameter);
    },
    'Shop/Extra1: sets parameter /shop, as does Shop/Extra0',
  ],
  [
    'two settings of the account',
    (r) => twice(r, 'AWS::ApiGateway::Account', {}, {}),
    'Shop/Extra1: sets the account’s settings of API Gateway, as does Shop/Extra0',
  ],
  [
    'two log groups with one name',
    (r) => twice(r, 'AWS::Logs::LogGroup', { LogGroupName: '/a' }, { LogGroupName: '/a' }),
    'Shop/Extra1: sets log group /a, as does Shop/Extra0',
  ],
  [
    'two alarms with one name',
    (r) => twice(r, 'AWS::CloudWatch::Alarm', { AlarmName: 'a' }, { AlarmName: 'a' }),
    'Shop/Extra1: sets alarm a, as does Shop/Extra0',
  ],
  [
    'two resource servers with one identifier',
    (r) => {
      const server = { Identifier: 'a', UserPoolId: 'p' };
      twice(r, 'AWS::Cognito::UserPoolResourceServer', server, server);
    },
    'Shop/Extra1: sets resource server a p, as does Shop/Extra0',
  ],
  [
    'two looks of a client',
    (r) => twice(r, 'AWS::Cognito::ManagedLoginBranding', { ClientId: 'a' }, { ClientId: 'a' }),
    'Shop/Extra1: sets the look of client a, as does Shop/Extra0',
  ],
  [
    'two targets of a rule with one id',
    (r) => {
      const target = { Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
      set(r, 'Rule', { Targets: [target, target] });
    },
    'allowed: an Id for each target',
  ],
  [
    'six targets of a rule',
    (r) => {
      const target = { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
      set(r, 'Rule', { Targets: ['a', 'b', 'c', 'd', 'e', 'f'].map((Id) => ({ ...target, Id })) });
    },
    'allowed: at most 5 targets',
  ],
  [
    'a bus with the name of the default one',
    (r) => set(r, 'Bus', { Name: 'default' }),
    'Name is "default"; allowed: a name',
  ],
])('%s: the start stops', (_, change, message) => {
  expect(problemsAfter(change)).toContain(message);
});

it.each<[string, Change]>([
  ['resources without the names that they may have', (r) => twice(r, 'AWS::Logs::LogGroup', {}, {})],
  [
    'five targets',
    (r) => {
      const target = { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
      set(r, 'Rule', { Targets: ['a', 'b', 'c', 'd', 'e'].map((Id) => ({ ...target, Id })) });
    },
  ],
  [
    'a queue and a role twice in one policy',
    (r) => {
      set(r, 'QueuePolicy', { Queues: [{ Ref: 'Queue' }, { Ref: 'Queue' }] });
      set(r, 'Policy', { Roles: [{ Ref: 'Role' }, { Ref: 'Role' }] });
    },
  ],
  ['policies of a role with different names', (r) => copy(r, 'Policy', 'Other', { PolicyName: 'Other' })],
  [
    'policies of one name for different roles',
    (r) => {
      copy(r, 'Role', 'Another');
      copy(r, 'Policy', 'Other', { Roles: [{ Ref: 'Another' }] });
    },
  ],
  [
    'policies of different queues',
    (r) => {
      copy(r, 'Queue', 'Another');
      copy(r, 'QueuePolicy', 'Other', { Queues: [{ Ref: 'Another' }] });
    },
  ],
])('%s are fine', (_, change) => {
  expect(() => changedShop(change)).not.toThrow();
});
