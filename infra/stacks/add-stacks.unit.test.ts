import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, type Part, resourcesOf, services, synthesized } from '../testing/synthesized.ts';

const parts = synthesized();
const again = synthesized();
const onLocalStack = synthesized({ target: 'localstack' });
/** With Web, whose functions are the CDK's own. */
const onAws = synthesized({ target: 'aws', stage: 'prod' });
const first = synthesized({ target: 'aws', stage: 'prod', deletionProtection: false });

const all = (type: string, of = parts) =>
  [...of].flatMap(([part, template]) =>
    resourcesOf(template, type).map((resource) => [part, resource] as const),
  );

test('synthesis is deterministic', () => {
  const json = (templates: typeof parts) =>
    [...templates].map(([part, template]) => [part, template.toJSON()]);
  expect(JSON.stringify(json(again))).toBe(JSON.stringify(json(parts)));
});

test('there is one function for each handler, and no other', () => {
  const handlers = globSync('functions/*/handlers/*.ts')
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => path.replace(/^functions\/(.+)\/handlers\/(.+)\.ts$/, '$1 $2'));
  const deployed = all('AWS::Lambda::Function', onAws).filter(([part]) => part !== 'Web');
  const functions = deployed.map(([part, { name }]) => {
    const kebabCase = name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
    return `${part.toLowerCase()} ${kebabCase}`;
  });
  expect(functions.toSorted()).toEqual(handlers.toSorted());
});

describe('a table', () => {
  test('is billed on demand, and has point-in-time recovery', () => {
    for (const [, { name, properties }] of all('AWS::DynamoDB::Table')) {
      expect([name, properties.BillingMode]).toEqual([name, 'PAY_PER_REQUEST']);
      expect(properties.ProvisionedThroughput).toBeUndefined();
      expect(properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    }
  });

  test('of idempotency keys deletes expired items', () => {
    for (const part of services) {
      const [answers] = resourcesOf(parts.get(part), 'AWS::DynamoDB::Table').filter(
        ({ name }) => name === 'Idempotency',
      );
      expect(answers?.properties.TimeToLiveSpecification).toEqual({
        AttributeName: 'expiresAt',
        Enabled: true,
      });
    }
  });

  test('in production outlives its stack, unless the first deployment fails; in development it does not', () => {
    for (const [, { whole, properties }] of all('AWS::DynamoDB::Table', onAws)) {
      expect(whole).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
      expect(properties.DeletionProtectionEnabled).toBe(true);
    }
    for (const [, { whole }] of all('AWS::DynamoDB::Table')) expect(whole['DeletionPolicy']).toBe('Delete');
  });
});

test('a first deployment to production can be rolled back: no table is protected against deletion', () => {
  const tables = all('AWS::DynamoDB::Table', first);
  expect(tables.length).toBeGreaterThan(0);
  for (const [, { name, properties }] of tables) {
    expect([name, properties.DeletionProtectionEnabled]).toEqual([name, false]);
  }
});

test('logs are kept for a month, not forever', () => {
  const groups = all('AWS::Logs::LogGroup', onAws);
  expect(groups.length).toBeGreaterThanOrEqual(all('AWS::Lambda::Function', onAws).length);
  for (const [, { name, properties }] of groups)
    expect([name, properties.RetentionInDays]).toEqual([name, 30]);
});

test('a queue rejects calls without TLS', () => {
  for (const [part, { id }] of all('AWS::SQS::Queue')) {
    const statements = resourcesOf(parts.get(part), 'AWS::SQS::QueuePolicy')
      .filter(({ properties }) => properties.Queues[0].Ref === id)
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
    expect(statements).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sqs:*',
      Resource: { 'Fn::GetAtt': [id, 'Arn'] },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  }
});

test('emulators get the portable core only', () => {
  const portable = [
    'AWS::ApiGateway::Account',
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::GatewayResponse',
    'AWS::ApiGateway::Method',
    'AWS::ApiGateway::Resource',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
    'AWS::DynamoDB::Table',
    'AWS::Events::EventBus',
    'AWS::Events::Rule',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Logs::LogGroup',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
  ];
  const signIn = [
    'AWS::ApiGateway::Authorizer',
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::UserPoolDomain',
    'AWS::Cognito::UserPoolGroup',
  ];
  for (const [of, allowed] of [
    [parts, [...portable, ...signIn]],
    [onLocalStack, portable],
  ] as const) {
    const templates = [...of.values()].map((template) => template.toJSON());
    const types = templates.flatMap(({ Resources = {} }) =>
      Object.values(Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
    );
    expect([...new Set(types)].filter((type) => !allowed.includes(type))).toEqual([]);
  }
});

test('no service refers to a resource of another service', () => {
  const imports = (part: Part) => importsOf(parts.get(part)?.toJSON()).map(({ stack }) => stack);
  for (const part of services) expect(new Set(imports(part))).toEqual(new Set(['Multidomain-Messaging']));
});

test('each stage has its own stacks', () => {
  const stacks = importsOf(onAws.get('Customer')?.toJSON()).map(({ stack }) => stack);
  expect(new Set(stacks)).toEqual(new Set(['MultidomainProd-Messaging']));
});
