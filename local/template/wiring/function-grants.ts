import { arn } from '../../aws/arn.ts';
import { isUnderstood } from '../../iam/conditions.ts';
import { contextKeysOf } from '../../iam/required-permissions.ts';
import type { PolicyStatement } from '../../iam/role.ts';
import { isServed, servedActions, standsForAny } from '../../iam/served-calls.ts';
import { matchesWildcards } from '../../iam/wildcards.ts';
import type { SystemModel } from '../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { defaultBusName } from '../resources/events.ts';
import { policy, role } from '../resources/iam-role.ts';

/** What Lambda does with a queue that is an event source, in the function's name. */
const consuming = [
  ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
  ...['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
];
/** What Lambda does with a queue that is told of failures. */
const reporting = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];

/**
 * What a policy grants to a function can be done here: the local AWS endpoint carries the calls out, and their
 * conditions can be told. Otherwise the function would fail at the first of these calls only. Each policy is
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
        for (const message of grantProblems(model, roleArn, statement)) problems.add(place, message);
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
  roleArn: string,
  { Effect, Action, Resource, Condition }: PolicyStatement,
): Generator<string> {
  if (Effect === 'Deny') return;
  const sources = model.eventSources.filter(({ functionArn }) =>
    model.functions.some((one) => one.arn === functionArn && one.roleArn === roleArn),
  );
  const doneByLambda = (action: string, resource: string): boolean =>
    sources.some(
      ({ sourceArn, onFailureArn }) =>
        (matchesWildcards(resource, sourceArn) && standsForAny(action, consuming)) ||
        (onFailureArn !== undefined &&
          matchesWildcards(resource, onFailureArn) &&
          standsForAny(action, reporting)),
    );
  for (const action of Action) {
    if (!isServed(action) && !Resource.every((resource) => doneByLambda(action, resource))) {
      yield `grants ${action}, which the local AWS endpoint does not have; allowed: ${servedActions.join(', ')}`;
    }
  }
  if (Action.every((action) => standsForAny(action, servedActions))) {
    const known = callable(model);
    const missing = Resource.find((pattern) => !known.some((one) => matchesWildcards(pattern, one)));
    if (missing) yield `grants ${Action.join(', ')} on ${missing}, which is nothing of the template`;
  }
  const served = servedActions.filter((one) => Action.some((action) => standsForAny(action, [one])));
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    for (const key of Object.keys(keys)) {
      const known = served.every((action) => contextKeysOf(action).includes(key.toLowerCase()));
      if (isUnderstood(operator) && known) continue;
      yield `grants ${Action.join(', ')} under the condition ${operator} ${key}, which cannot be told here`;
    }
  }
}

/** The ARNs of all that a call can be about. */
function callable({ tables, buses }: SystemModel): string[] {
  const names = tables.flatMap(({ arn: tableArn, streamArn = '', create }) => {
    const indexes = [...(create.GlobalSecondaryIndexes ?? []), ...(create.LocalSecondaryIndexes ?? [])];
    // CDK grants all indexes of a table, also when it has none.
    const indexNames = ['*', ...indexes.map(({ IndexName }) => IndexName)];
    return [tableArn, streamArn, ...indexNames.map((name) => `${tableArn}/index/${name}`)];
  });
  return [...names, ...buses.map((bus) => bus.arn), arn('events', `event-bus/${defaultBusName}`)];
}
