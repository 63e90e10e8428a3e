import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { FunctionSpec } from '../../model.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

const functionProperties = z.strictObject({
  ...withoutEffect({
    Architectures: 'JavaScript runs on this machine’s processor',
    Description: 'a label',
    EphemeralStorage: 'the local disk is not limited',
    KmsKeyArn: 'the local environment is not encrypted at rest',
    LoggingConfig: 'logs go to the terminal',
    RecursiveLoop: 'a guard of AWS',
    RuntimeManagementConfig: 'the runtime is this machine’s Node.js',
    Tags: 'a label',
    TracingConfig: 'there is no local X-Ray',
  }),
  FunctionName: z.string().exactOptional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()).default({}) }).exactOptional(),
  Handler: z.string(),
  MemorySize: z.number().int().min(128).max(10_240).default(128),
  PackageType: z.literal('Zip').exactOptional(),
  ReservedConcurrentExecutions: z.number().int().min(0).exactOptional(),
  Role: z.string(),
  Runtime: z.enum(['nodejs22.x', 'nodejs24.x']),
  Timeout: z.number().int().min(1).max(900).default(3),
});

export const lambdaFunction = resourceType({
  type: 'AWS::Lambda::Function',
  properties: functionProperties,
  identify: ({ name }) => {
    const ref = name('FunctionName', 64);
    return { ref, attributes: { Arn: arn('lambda', `function:${ref}`) } };
  },
});

/** Lambda's own pattern: wildcards are for the resource alone. */
const sourceArnPattern = /^arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9-]+:([a-z]{2}(-[a-z]+)+-\d)?:(\d{12})?:.*$/;

export const permission = resourceType({
  type: 'AWS::Lambda::Permission',
  properties: z.strictObject({
    Action: z.string(),
    FunctionName: z.string(),
    Principal: z.string(),
    SourceArn: z
      .string()
      .regex(
        sourceArnPattern,
        'an ARN whose region and account have no wildcards, such as arn:aws:events:us-east-1:123456789012:rule/*',
      )
      .exactOptional(),
    SourceAccount: z
      .string()
      .regex(/^\d{12}$/, 'the 12 digits of an account')
      .exactOptional(),
  }),
  identify: ({ stackName, logicalId }) => {
    const id = generatedId(stackName, logicalId, 10);
    return { ref: id, attributes: { Id: id } };
  },
});

/** @param codePath the unpacked asset that `Code` refers to */
export function functionSpec(
  { logicalId, ref, attributes, properties }: Resource<z.output<typeof functionProperties>>,
  codePath: string,
): FunctionSpec {
  return {
    logicalId,
    name: ref,
    arn: attributes['Arn'] ?? '',
    codePath,
    handler: properties.Handler,
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    environment: properties.Environment?.Variables ?? {},
    roleArn: properties.Role,
    ...(properties.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: properties.ReservedConcurrentExecutions,
    }),
  };
}

/** The ARN of a function that may be given by name or by ARN, as most properties allow. */
export function functionArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arn('lambda', `function:${nameOrArn}`);
}
