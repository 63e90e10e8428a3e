import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { Resource, ResourceType } from '../resource-type.ts';
import { authorizer } from '../resources/api-gateway-authorizer.ts';
import { userPoolDomain } from '../resources/cognito.ts';
import { policy, role } from '../resources/iam-role.ts';
import { queue, queuePolicy } from '../resources/sqs-queue.ts';
import { ssmParameter } from '../resources/ssm-parameter.ts';
import { typeWithoutEffect } from '../resources/types-without-effect.ts';

/** What a resource sets, of which AWS has one: the policy of a queue, a name in an account. */
type Settings<Properties> = (resource: Resource<Properties>) => readonly string[];

interface Setter {
  readonly type: ResourceType<unknown>;
  readonly settings: Settings<unknown>;
}

function setter<Properties>(type: ResourceType<Properties>, settings: Settings<Properties>): Setter {
  return { type, settings: settings as Settings<unknown> };
}

/** One that is told apart by properties which may be missing. */
function setterWithoutEffect(type: string, what: string, ...names: readonly string[]): Setter {
  return setter(typeWithoutEffect(type), ({ properties }) => {
    const values = names.map((name) => properties[name]);
    return values.includes(undefined) ? [] : [[what, ...values].join(' ')];
  });
}

const setters: readonly Setter[] = [
  setter(queuePolicy, ({ properties }) =>
    [...new Set(properties.Queues)].map((url) => `the policy of queue ${url}`),
  ),
  setter(role, ({ ref, properties }) =>
    properties.Policies.map(({ PolicyName }) => `policy ${PolicyName} of role ${ref}`),
  ),
  setter(policy, ({ properties }) =>
    [...new Set(properties.Roles)].map((name) => `policy ${properties.PolicyName} of role ${name}`),
  ),
  setter(authorizer, ({ properties: { Name, RestApiId } }) =>
    Name === undefined ? [] : [`authorizer ${Name} of API ${RestApiId}`],
  ),
  setter(userPoolDomain, ({ ref, properties }) => [
    `the domain of user pool ${properties.UserPoolId}`,
    `domain ${ref}`,
  ]),
  setter(ssmParameter, ({ ref }) => [`parameter ${ref}`]),
  setterWithoutEffect('AWS::ApiGateway::Account', 'the account’s settings of API Gateway'),
  setterWithoutEffect('AWS::Logs::LogGroup', 'log group', 'LogGroupName'),
  setterWithoutEffect('AWS::CloudWatch::Alarm', 'alarm', 'AlarmName'),
  setterWithoutEffect('AWS::Cognito::UserPoolResourceServer', 'resource server', 'Identifier', 'UserPoolId'),
  setterWithoutEffect('AWS::Cognito::ManagedLoginBranding', 'the look of client', 'ClientId'),
];

/**
 * No two resources set the same thing: depending on its kind, AWS refuses the second one, or the one that happens to be
 * created last replaces the other. Each queue policy is for queues of the template.
 */
export function checkSingletons(_model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  const owners = new Map<string, string>();
  for (const { type, settings } of setters) {
    for (const declared of resources.of(type)) {
      const place = `${declared.stackName}/${declared.logicalId}`;
      for (const setting of settings(declared)) {
        const other = owners.get(setting);
        if (other !== undefined) {
          problems.add(declared, `sets ${setting}, as does ${other}; allowed: one resource that sets it`);
        }
        owners.set(setting, place);
      }
    }
  }
  const urls = new Set(resources.of(queue).map(({ ref }) => ref));
  for (const declared of resources.of(queuePolicy)) {
    for (const url of declared.properties.Queues.filter((one) => !urls.has(one))) {
      problems.add(
        declared,
        `Queues has ${url}; allowed: the URL (Ref) of an AWS::SQS::Queue of the template`,
      );
    }
  }
}
