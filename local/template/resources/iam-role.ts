import { z } from 'zod';
import { iamArn } from '../../aws/arn.ts';
import type { RoleSpec } from '../../iam/role.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';
import { identityPolicy, trustPolicy } from './policy-document.ts';

const roleProperties = z.strictObject({
  ...withoutEffect({
    Description: 'a label',
    MaxSessionDuration: 'local credentials do not expire',
    Tags: 'a label',
  }),
  RoleName: z.string().exactOptional(),
  Path: z.string().default('/'),
  AssumeRolePolicyDocument: trustPolicy,
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: identityPolicy })).default([]),
});

export const role = resourceType({
  type: 'AWS::IAM::Role',
  properties: roleProperties,
  identify: ({ name, property, stackName, logicalId }) => {
    const ref = name('RoleName', 64);
    const path = property('Path') ?? '/';
    const roleId = `AROA${generatedId(stackName, logicalId, 17).toUpperCase()}`;
    return { ref, attributes: { Arn: iamArn(`role${path}${ref}`), RoleId: roleId } };
  },
});

export const policy = resourceType({
  type: 'AWS::IAM::Policy',
  properties: z.strictObject({
    PolicyName: z.string(),
    PolicyDocument: identityPolicy,
    Roles: z.array(z.string()),
  }),
  identify: ({ name }) => {
    const ref = name('PolicyName', 128);
    return { ref, attributes: { Id: ref } };
  },
});

/** A role with what its inline policies and every AWS::IAM::Policy that names it allow. */
export function roleSpec(
  { logicalId, ref, attributes, properties }: Resource<z.output<typeof roleProperties>>,
  policies: readonly Resource<z.output<typeof policy.properties>>[],
): RoleSpec {
  const attached = policies.filter((candidate) => candidate.properties.Roles.includes(ref));
  return {
    logicalId,
    name: ref,
    arn: attributes['Arn'] ?? '',
    statements: [
      ...properties.Policies.flatMap((inline) => inline.PolicyDocument.Statement),
      ...attached.flatMap((candidate) => candidate.properties.PolicyDocument.Statement),
    ],
    managedPolicyArns: properties.ManagedPolicyArns,
  };
}
