import { arn } from '../../aws/arn.ts';
import { matchesResource } from '../../iam/arn-pattern.ts';
import { isUnderstood } from '../../iam/conditions.ts';
import { standsForAny } from '../../iam/policy.ts';
import type { PolicyStatement } from '../../iam/role.ts';
import type { SystemModel } from '../../model.ts';
import { contextKeysOf, isServed, servedActions } from '../../services/served-actions.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { defaultBusName } from '../resources/events.ts';
import { policy, role } from '../resources/iam-role.ts';

/**
 * What a policy grants to a function works here: the local AWS endpoint supports the calls, and their
 * conditions can be evaluated. Otherwise the function would only fail at the first of these calls. Each policy is
 * attached to roles of the template.
 */
export function checkFunctionGrants(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  const roles = resources.of(role);
  const usedArns = new Set(model.functions.map(({ roleArn }) => roleArn));
  for (const declared of roles) {
    const roleArn = declared.attributes['Arn'] ?? '';
    if (!usedArns.has(roleArn)) continue;
    const attached = resources.of(policy).filter(({ properties }) => properties.Roles.includes(declared.ref));
    const documents = [
      ...declared.properties.Policies.map((inline) => ({ place: declared, ...inline })),
      ...attached.map((place) => ({ place, ...place.properties })),
    ];
    for (const { place, PolicyDocument } of documents) {
      for (const statement of PolicyDocument.Statement) {
        for (const message of grantProblems(model, statement)) problems.add(place, message);
      }
    }
  }
  const roleNames = new Set(roles.map(({ ref }) => ref));
  for (const declared of resources.of(policy)) {
    const unknown = declared.properties.Roles.find((name) => !roleNames.has(name));
    if (unknown !== undefined) {
      problems.add(declared, `Roles names ${unknown}; allowed: an AWS::IAM::Role of this app`);
    }
  }
}

function* grantProblems(
  model: SystemModel,
  { Effect, Action, Resource, Condition }: PolicyStatement,
): Generator<string> {
  if (Effect === 'Deny') return;
  for (const action of Action) {
    if (!isServed(action)) {
      yield `grants ${action}, which the local AWS endpoint does not support; supported: ${servedActions.join(', ')}`;
    }
  }
  if (Action.every((action) => standsForAny(action, servedActions))) {
    const known = callable(model);
    const missing = Resource.find((pattern) => !known.some((one) => matchesResource(pattern, one)));
    if (missing) yield `grants ${Action.join(', ')} on ${missing}, which is not in the template`;
  }
  const served = servedActions.filter((one) => Action.some((action) => standsForAny(action, [one])));
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    for (const key of Object.keys(keys)) {
      const known = served.every((action) => contextKeysOf(action).includes(key.toLowerCase()));
      if (isUnderstood(operator) && known) continue;
      yield `grants ${Action.join(', ')} under the condition ${operator} ${key}, which cannot be evaluated here`;
    }
  }
}

/** The ARNs of everything that a call can refer to. */
function callable({ tables, buses, queues, userPools, functions }: SystemModel): string[] {
  const names = tables.flatMap(({ arn: tableArn, streamArn = '', create }) => {
    const indexes = [...(create.GlobalSecondaryIndexes ?? []), ...(create.LocalSecondaryIndexes ?? [])];
    // CDK grants all indexes of a table, also when it has none.
    const indexNames = ['*', ...indexes.map(({ IndexName }) => IndexName)];
    return [tableArn, streamArn, ...indexNames.map((name) => `${tableArn}/index/${name}`)];
  });
  const others = [...buses, ...queues, ...userPools, ...functions].map((one) => one.arn);
  return [...names, ...others, arn('events', `event-bus/${defaultBusName}`)];
}
