import { z } from 'zod';
import type { PolicyStatement } from '../../iam/role.ts';
import { withoutEffect } from '../without-effect.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const principal = z.union([z.literal('*'), z.record(z.string(), z.union([z.string(), z.array(z.string())]))]);

const statement = z
  .strictObject({
    ...withoutEffect({ Sid: 'a label' }),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMore,
    // A trust policy names no resource: it applies to its own role.
    Resource: oneOrMore.default(['*']),
    Principal: principal.exactOptional(),
    Condition: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional(),
  })
  .transform(({ Sid, ...rest }): PolicyStatement => rest);

/** An IAM policy document, its actions and resources always as lists. */
export const policyDocument = z.strictObject({
  ...withoutEffect({ Id: 'a label' }),
  Version: z.literal('2012-10-17').default('2012-10-17'),
  Statement: z.preprocess((one) => [one].flat(), z.array(statement)),
});
