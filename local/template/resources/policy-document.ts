import { z } from 'zod';
import type { PolicyStatement } from '../../iam/role.ts';
import { withoutEffect } from '../without-effect.ts';

const oneOrMore = z
  .union([z.string(), z.array(z.string())], 'a text, or a list of texts')
  .transform((value) => [value].flat())
  .refine((list) => list.length > 0, 'at least one');

const principal = z.union(
  [z.literal('*'), z.record(z.string(), z.union([z.string(), z.array(z.string())]))],
  'principals by their kind, or *',
);

const common = {
  ...withoutEffect({ Sid: 'a label' }),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional(),
};

/** A policy document, its actions and resources always as lists. */
function documentOf<
  Statement extends z.ZodType<Omit<PolicyStatement, 'Resource'> & { Resource?: readonly string[] }>,
>(statement: Statement) {
  const asPolicyStatement = statement.transform(
    ({ Effect, Action, Resource = ['*'], Principal, Condition }): PolicyStatement => ({
      Effect,
      Action,
      Resource,
      ...(Principal !== undefined && { Principal }),
      ...(Condition !== undefined && { Condition }),
    }),
  );
  return z.strictObject({
    ...withoutEffect({ Id: 'a label' }),
    Version: z.literal('2012-10-17').default('2012-10-17'),
    Statement: z.preprocess((one) => [one].flat(), z.array(asPolicyStatement)),
  });
}

/** What a role may do: it names no principal. */
export const identityPolicy = documentOf(z.strictObject({ ...common, Resource: oneOrMore }));

/** Who may assume a role: it names no resource, since it applies to its own role. */
export const trustPolicy = documentOf(z.strictObject({ ...common, Principal: principal }));

/** Who may use a resource, such as a queue. */
export const resourcePolicy = documentOf(
  z.strictObject({ ...common, Resource: oneOrMore, Principal: principal }),
);
