import { describe, expect, test } from 'vitest';
import { concernsService, evaluate } from '../../local/iam/policy.ts';
import type { PolicyStatement } from '../../local/iam/role.ts';
import { resolved } from '../testing/resolved.ts';
import { type Part, type Resource, resourcesOf, services, synthesized } from '../testing/synthesized.ts';

/** The types of resource policies, each with the property that names its resource. */
const POLICIES = [
  ['AWS::SNS::TopicPolicy', 'Topics'],
  ['AWS::SQS::QueuePolicy', 'Queues'],
  ['AWS::S3::BucketPolicy', 'Bucket'],
] as const;

interface Call {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** `aws:SourceArn`. */
  readonly from: string;
  /** `aws:SourceAccount`; default: this account. */
  readonly account?: string;
  readonly secure?: boolean;
}

/** A rule's target, resolved. */
interface Target {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

const ACCOUNT = '111122223333';

/** The ARN of a resource of the template, for `Id.Arn` at the beginning of a text. */
const withArn = (text: string): string => text.replace(/^(\w+)\.Arn/, `arn:aws:any:eu-west-1:${ACCOUNT}:$1`);

const withArns = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? withArn(each) : each));

describe.each(['dev', 'prod'] as const)('in stage %s', (stage) => {
  const parts = synthesized({ target: 'aws', stage });

  /** The statements of all policies attached to one resource. */
  const policyOf = (part: Part, id: string): PolicyStatement[] =>
    POLICIES.flatMap(([type, property]) =>
      resourcesOf(parts.get(part), type)
        .filter(({ properties }) => [properties[property]].flat().some(({ Ref }) => Ref === id))
        .flatMap(({ properties }) =>
          withArns(resolved(properties.PolicyDocument.Statement) as PolicyStatement[]),
        )
        .map((statement) => ({
          ...statement,
          Action: [statement.Action].flat(),
          Resource: [statement.Resource].flat(),
        })),
    );

  const mayCall = (part: Part, id: string, call: Call): boolean =>
    evaluate(
      policyOf(part, id).filter((statement) => concernsService(statement, call.service)),
      call.action,
      withArn(call.resource),
      {
        'aws:sourcearn': [withArn(call.from)],
        'aws:sourceaccount': [call.account ?? ACCOUNT],
        'aws:securetransport': [String(call.secure ?? true)],
      },
    ) === 'allowed';

  const all = (type: string): (readonly [Part, Resource])[] =>
    [...parts].flatMap(([part, template]) =>
      resourcesOf(template, type).map((resource) => [part, resource] as const),
    );

  describe('the topic of alarms', () => {
    const [[, topic] = []] = all('AWS::SNS::Topic');
    const id = topic?.id ?? '';
    const anAlarm = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:Multidomain-Monitoring-apilatency`;
    const publish: Call = {
      service: 'cloudwatch.amazonaws.com',
      action: 'sns:Publish',
      resource: id,
      from: anAlarm,
    };

    test('accepts notifications from alarms of this account', () => {
      expect(mayCall('Monitoring', id, publish)).toBe(true);
    });

    test.each<[string, Partial<Call>]>([
      ['an alarm of another account', { from: anAlarm.replace(ACCOUNT, '444455556666') }],
      ['CloudWatch for another account', { account: '444455556666' }],
      ['another kind of CloudWatch resource', { from: anAlarm.replace(':alarm:', ':dashboard:') }],
      ['an alarm of another region', { from: anAlarm.replace('eu-west-1', 'us-east-1') }],
      ['another service', { service: 'events.amazonaws.com' }],
      ['a call without TLS', { secure: false }],
      ['another action', { action: 'sns:Subscribe' }],
    ])('rejects %s', (_, changes) => {
      expect(mayCall('Monitoring', id, { ...publish, ...changes })).toBe(false);
    });
  });

  describe('a queue that is a rule’s target, or its dead-letter queue', () => {
    const ways = services.flatMap((part) =>
      resourcesOf(parts.get(part), 'AWS::Events::Rule').flatMap((rule) =>
        (resolved(rule.properties.Targets) as Target[])
          .flatMap(({ Arn, DeadLetterConfig }) => [Arn, DeadLetterConfig?.Arn ?? ''])
          .map((arn) => ({ part, rule: `${rule.id}.Arn`, queue: arn.replace(/\.Arn$/, '') }))
          .filter(({ queue }) =>
            resourcesOf(parts.get(part), 'AWS::SQS::Queue').some(({ id }) => id === queue),
          ),
      ),
    );
    const send = { service: 'events.amazonaws.com', action: 'sqs:SendMessage' };

    test('accepts events of its own rule only, and only with TLS', () => {
      expect(ways.length).toBeGreaterThanOrEqual(2 * 9);
      for (const { part, rule, queue } of ways) {
        const call = { ...send, resource: `${queue}.Arn`, from: rule };
        expect([queue, mayCall(part, queue, call)]).toEqual([queue, true]);
        expect([queue, mayCall(part, queue, { ...call, from: 'OtherRule.Arn' })]).toEqual([queue, false]);
        expect([queue, mayCall(part, queue, { ...call, secure: false })]).toEqual([queue, false]);
      }
    });
  });

  test('the bucket of the page lets only its distribution read', () => {
    const [[, bucket] = []] = all('AWS::S3::Bucket');
    const [[, distribution] = []] = all('AWS::CloudFront::Distribution');
    const read: Call = {
      service: 'cloudfront.amazonaws.com',
      action: 's3:GetObject',
      resource: `${bucket?.id}.Arn/index.html`,
      from: `arn:aws:cloudfront::${ACCOUNT}:distribution/${distribution?.id}`,
    };
    expect(mayCall('Web', bucket?.id ?? '', read)).toBe(true);
    expect(mayCall('Web', bucket?.id ?? '', { ...read, from: `${read.from}2` })).toBe(false);
  });

  test('every resource policy is covered here', () => {
    const seen =
      all('AWS::SNS::Topic').length + all('AWS::S3::Bucket').length + all('AWS::SQS::Queue').length;
    const types = [...parts.values()].flatMap((template) =>
      Object.values(template.toJSON()['Resources'] as Record<string, { Type: string }>).map(
        ({ Type }) => Type,
      ),
    );
    const policies = types.filter((type) => /(?<!IAM::)(?<!Response|Headers)Policy$/.test(type));
    expect(policies.filter((type) => !POLICIES.some(([known]) => known === type))).toEqual([]);
    expect(policies.length).toBe(seen);
  });
});
