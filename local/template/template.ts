import { z } from 'zod';
import { withoutEffect } from './without-effect.ts';

const resource = z.strictObject({
  ...withoutEffect({
    DeletionPolicy: 'a local resource ends with the process',
    Metadata: 'a label',
    UpdatePolicy: 'every start is a fresh one',
    UpdateReplacePolicy: 'every start is a fresh one',
  }),
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  DependsOn: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((ids) => [ids].flat()),
});

const parameter = z.looseObject({ Type: z.string(), Default: z.unknown().optional() });

const output = z.strictObject({
  ...withoutEffect({ Description: 'a label' }),
  Value: z.unknown().optional(),
  Export: z.strictObject({ Name: z.unknown().optional() }).optional(),
  Condition: z.string().optional(),
});

/** A CloudFormation template's sections, every intrinsic still in place. */
export const templateSchema = z.strictObject({
  ...withoutEffect({
    AWSTemplateFormatVersion: 'there is only one',
    Description: 'a label',
    Metadata: 'a label',
    Rules: 'checks of the parameters at deployment, such as the version of the CDK bootstrap stack',
  }),
  Resources: z.record(z.string(), resource).default({}),
  Outputs: z.record(z.string(), output).default({}),
  Parameters: z.record(z.string(), parameter).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

export type Template = z.output<typeof templateSchema>;

/** One stack of the assembly: the name CloudFormation would give it, and its template as written. */
export interface StackTemplate {
  readonly stackName: string;
  readonly template: unknown;
}
