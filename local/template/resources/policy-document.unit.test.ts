import { expect, it } from 'vitest';
import { type Change, problemsAfter, set } from '../testing/changed-shop.ts';

const Principal = { Service: 'lambda.amazonaws.com' };
const identity = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal };

const without = (statement: Record<string, unknown>, name: string): unknown =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== name));

const ofPolicy =
  (Statement: unknown): Change =>
  (r) =>
    set(r, 'Policy', { PolicyDocument: { Statement } });
const inline =
  (Statement: unknown): Change =>
  (r) =>
    set(r, 'Role', { Policies: [{ PolicyName: 'Inline', PolicyDocument: { Statement } }] });
const ofTrust =
  (Statement: unknown): Change =>
  (r) =>
    set(r, 'Role', { AssumeRolePolicyDocument: { Statement } });
const ofQueue =
  (Statement: unknown): Change =>
  (r) =>
    set(r, 'QueuePolicy', { PolicyDocument: { Statement } });

it.each<[string, Change, string]>([
  [
    'a policy without resources',
    ofPolicy(without(identity, 'Resource')),
    'Shop/Policy: AWS::IAM::Policy: property PolicyDocument.Statement.0.Resource is missing; allowed: a text, or a list of texts',
  ],
  [
    'an inline policy without resources',
    inline(without(identity, 'Resource')),
    'Shop/Role: AWS::IAM::Role: property Policies.0.PolicyDocument.Statement.0.Resource is missing',
  ],
  [
    'a denial without resources',
    ofPolicy([identity, without({ ...identity, Effect: 'Deny' }, 'Resource')]),
    'PolicyDocument.Statement.1.Resource is missing',
  ],
  [
    'an empty list of resources',
    ofPolicy({ ...identity, Resource: [] }),
    'PolicyDocument.Statement.0.Resource is []; allowed: at least one',
  ],
  [
    'an empty list of actions',
    ofPolicy({ ...identity, Action: [] }),
    'PolicyDocument.Statement.0.Action is []; allowed: at least one',
  ],
  [
    'a role’s policy with a principal',
    ofPolicy({ ...identity, Principal }),
    'unknown property PolicyDocument.Statement.0.Principal; allowed: Sid, Effect, Action, Condition, Resource',
  ],
  [
    'a trust policy with resources',
    ofTrust({ ...trust, Resource: '*' }),
    'unknown property AssumeRolePolicyDocument.Statement.0.Resource; allowed: Sid, Effect, Action, Condition, Principal',
  ],
  [
    'a trust policy without a principal',
    ofTrust(without(trust, 'Principal')),
    'AssumeRolePolicyDocument.Statement.0.Principal is missing; allowed: principals by their kind, or *',
  ],
  [
    'a queue policy without resources',
    ofQueue(without({ ...identity, Principal }, 'Resource')),
    'Shop/QueuePolicy: AWS::SQS::QueuePolicy: property PolicyDocument.Statement.0.Resource is missing; allowed: a text, or a list of texts',
  ],
  [
    'a queue policy without a principal',
    ofQueue(identity),
    'PolicyDocument.Statement.0.Principal is missing; allowed: principals by their kind, or *',
  ],
  [
    'a role that trusts any service',
    ofTrust({ ...trust, Principal: { Service: '*' } }),
    'Shop/Function: Lambda cannot assume its role Role',
  ],
])('%s stops the start', (_, change, message) => {
  expect(problemsAfter(change)).toContain(message);
});
