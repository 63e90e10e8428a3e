import { describe, expect, test } from 'vitest';
import { importsOf, type Resource, resourcesOf, synthesized, targetOf } from '../testing/synthesized.ts';

/** Actions that AWS does not allow to be restricted to a resource. */
const UNAVOIDABLE = [
  // Lists the account's streams, which a stream's event source requires.
  'dynamodb:ListStreams *',
];

/** With a web page: the names of its files depend on the build. */
const UNAVOIDABLE_WITH_PAGE = [...UNAVOIDABLE, 's3:DeleteObject,s3:PutObject Page/*'];

/** API Gateway accepts no narrower policy for writing logs. */
const UNAVOIDABLE_MANAGED = ['Account.ApiLogs'];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
}

/** Each different combination of target and stage. */
const deployments = [
  { target: 'aws', stage: 'dev' },
  { target: 'aws', stage: 'prod' },
  { target: 'localstack', stage: 'dev' },
  { target: 'embedded', stage: 'dev' },
] as const;

describe.each(deployments)('deployed to $target, stage $stage', (settings) => {
  const parts = synthesized(settings);
  const templates = [...parts.values()];
  const all = (type: string) => templates.flatMap((template) => resourcesOf(template, type));
  const functions = all('AWS::Lambda::Function');
  const names = (resources: readonly Resource[]) => resources.map(({ name }) => name);

  test('no policy has a wildcard action or resource, unless AWS requires it', () => {
    const statements: Statement[] = [
      ...[...all('AWS::IAM::Policy'), ...all('AWS::IAM::ManagedPolicy')].map(
        ({ properties }) => properties.PolicyDocument,
      ),
      ...all('AWS::IAM::Role').flatMap(({ properties }) =>
        (properties.Policies ?? []).map(({ PolicyDocument }: { PolicyDocument: unknown }) => PolicyDocument),
      ),
    ].flatMap((document) => document.Statement);
    const wide = statements
      .filter(({ Effect }) => Effect === 'Allow')
      .filter((statement) =>
        JSON.stringify([statement.Action, statement.Resource, statement.NotAction]).includes('*'),
      );
    expect(statements.length).toBeGreaterThan(functions.length);
    expect(new Set(wide.map(({ Action, Resource }) => `${Action} ${targetOf(Resource)}`))).toEqual(
      new Set(settings.target === 'aws' ? UNAVOIDABLE_WITH_PAGE : UNAVOIDABLE),
    );
    expect(statements.filter(({ NotAction, NotResource }) => NotAction ?? NotResource)).toEqual([]);
    const managed = [...parts].flatMap(([part, template]) =>
      resourcesOf(template, 'AWS::IAM::Role')
        .filter(({ properties }) => properties.ManagedPolicyArns)
        .map(({ name }) => `${part}.${name}`),
    );
    expect(managed).toEqual(settings.target === 'aws' ? UNAVOIDABLE_MANAGED : []);
  });

  test('queues are encrypted: no queue turns off SQS-managed encryption', () => {
    const queues = all('AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThan(0);
    expect(names(queues.filter(({ properties }) => properties.SqsManagedSseEnabled === false))).toEqual([]);
  });

  test('tables are encrypted with the keys of DynamoDB', () => {
    const tables = all('AWS::DynamoDB::Table');
    expect(tables.length).toBeGreaterThan(0);
    // A customer-managed key would cost 1 USD a month, and protect no better than the roles do.
    expect(names(tables.filter(({ properties }) => properties.SSESpecification !== undefined))).toEqual([]);
  });

  test('buckets are encrypted and block public access', () => {
    for (const { name, properties } of all('AWS::S3::Bucket')) {
      expect(properties.BucketEncryption, name).toBeDefined();
      expect(Object.values(properties.PublicAccessBlockConfiguration ?? {}), name).toEqual(
        Array(4).fill(true),
      );
    }
  });

  test('functions have no secrets in their environment, which Lambda encrypts with its own key', () => {
    const variables = functions.flatMap(({ properties }) =>
      Object.keys(properties.Environment?.Variables ?? {}),
    );
    expect(variables.filter((name) => /SECRET|PASSWORD|TOKEN|CREDENTIAL|API_?KEY/.test(name))).toEqual([]);
  });

  test('every function runs on ARM, with its own role, and logs to a group with a retention time', () => {
    expect(functions.length).toBeGreaterThan(0);
    for (const template of templates) {
      const ours = resourcesOf(template, 'AWS::Lambda::Function');
      const roles = ours.map(({ properties }) => JSON.stringify(properties.Role));
      expect(new Set(roles).size).toBe(ours.length);
      const expiring = resourcesOf(template, 'AWS::Logs::LogGroup')
        .filter(({ properties }) => properties.RetentionInDays <= 30)
        .map(({ id }) => id);
      for (const { name, properties } of ours) {
        expect(properties.Architectures, name).toEqual(['arm64']);
        expect(expiring, name).toContain(properties.LoggingConfig.LogGroup.Ref);
      }
    }
  });

  test('no failed invocation is lost: each function has a dead-letter queue, retries until records expire, or has a caller or a schedule', () => {
    const customResources = [...all('Custom::CDKBucketDeployment'), ...all('Custom::S3AutoDeleteObjects')];
    const callable = resourcesOf(parts.get('Api'), 'AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map(({ properties }) => JSON.stringify(properties.FunctionName));
    // A function that waits for another one's result.
    const asked = resourcesOf(parts.get('Api'), 'AWS::IAM::Policy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter(({ Action }: { Action: unknown }) => Action === 'lambda:InvokeFunction')
      .map(({ Resource }: { Resource: unknown }) => JSON.stringify(Resource));
    for (const [part, template] of parts) {
      const queues = new Map(resourcesOf(template, 'AWS::SQS::Queue').map((queue) => [queue.id, queue]));
      const sources = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(({ properties }) => {
        const [id, attribute] = properties.EventSourceArn['Fn::GetAtt'];
        return attribute === 'StreamArn'
          ? properties.MaximumRetryAttempts === -1
          : queues.get(id)?.properties.RedrivePolicy !== undefined;
      });
      const schedules = resourcesOf(template, 'AWS::Events::Rule').filter(
        ({ properties }) => properties.ScheduleExpression !== undefined,
      );
      const started = JSON.stringify([
        ...sources.map(({ properties }) => properties.FunctionName),
        ...schedules.map(({ properties }) => properties.Targets),
        // CloudFormation waits for the response, and the deployment fails without one.
        ...customResources.map(({ properties }) => properties.ServiceToken),
        // The API imports functions of other stacks by their names.
        ...[...callable, ...asked].filter(
          (name) =>
            part === 'Api' || importsOf(JSON.parse(name)).some(({ stack }) => stack.endsWith(`-${part}`)),
        ),
      ]);
      const lost = resourcesOf(template, 'AWS::Lambda::Function').filter(({ id }) => !started.includes(id));
      expect([part, names(lost)]).toEqual([part, []]);
    }
  });

  test('no undeliverable event is lost: each rule has a dead-letter queue or a schedule', () => {
    for (const [part, template] of parts) {
      const queues = resourcesOf(template, 'AWS::SQS::Queue');
      for (const { name, properties } of resourcesOf(template, 'AWS::Events::Rule')) {
        if (properties.ScheduleExpression !== undefined) continue;
        for (const { DeadLetterConfig } of properties.Targets) {
          const id = DeadLetterConfig?.Arn['Fn::GetAtt'][0];
          const [deadLetters] = queues.filter((queue) => queue.id === id);
          expect(deadLetters, `${part}.${name}`).toBeDefined();
          expect(deadLetters?.properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
        }
      }
    }
  });

  test('no account, region or partition is hard-coded', () => {
    for (const template of templates) {
      const text = JSON.stringify(template.toJSON());
      expect(text.match(/(?<![\dA-Fa-f])\d{12}(?![\dA-Fa-f])/g)).toBeNull();
      expect(text.match(/\b[a-z]{2}-(?:gov-)?(?:north|south|east|west|central)[a-z]*-\d\b/g)).toBeNull();
      expect(text.match(/arn:aws[\w-]*:/g)).toBeNull();
    }
  });

  test('only AWS is monitored', () => {
    const watched = all('AWS::CloudWatch::Alarm').length + all('AWS::CloudWatch::Dashboard').length;
    expect(watched > 0).toBe(settings.target === 'aws');
  });
});
