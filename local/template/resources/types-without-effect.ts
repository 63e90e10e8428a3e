import { z } from 'zod';
import { generatedId } from '../names.ts';
import { type ResourceType, resourceType } from '../resource-type.ts';

const ignored: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'tells AWS which constructs were used',
  'AWS::Logs::LogGroup': 'logs go to the terminal',
  'AWS::ApiGateway::Account': 'lets API Gateway write access logs',
  'AWS::Cognito::ManagedLoginBranding': 'the local sign-in has a page of its own',
  'AWS::Cognito::UserPoolResourceServer': 'the local sign-in knows the scopes from the clients',
  'AWS::CloudWatch::Alarm': 'nobody is called for a local system',
};

/** Resource types without any effect on one machine. */
export const typesWithoutEffect: readonly ResourceType<Record<string, unknown>>[] = Object.entries(
  ignored,
).map(([type, reason]) =>
  resourceType({
    type,
    properties: z.record(z.string(), z.unknown()).describe(reason),
    identify: ({ stackName, logicalId }) => {
      const ref = generatedId(stackName, logicalId, 10);
      return { ref, attributes: { Arn: `${ref}:arn` } };
    },
  }),
);

/** One of the {@link typesWithoutEffect}. */
export function typeWithoutEffect(name: string): ResourceType<Record<string, unknown>> {
  const found = typesWithoutEffect.find(({ type }) => type === name);
  if (found === undefined) throw new Error(`${name} is none of the types without effect`);
  return found;
}
