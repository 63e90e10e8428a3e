import { roleStatements } from '../../iam/managed-policies.ts';
import { evaluate } from '../../iam/policy.ts';
import type { EventSourceSpec, SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { isStream } from '../resources/event-source-rules.ts';
import { eventSourceMapping } from '../resources/lambda-event-source-mapping.ts';
import { queue } from '../resources/sqs-queue.ts';

const streamActions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const queueActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** Each event source and dead-letter queue exists, and the function's role may read and write them. */
export function checkEventSources(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  for (const declared of resources.of(queue)) {
    const deadLetterArn = declared.properties.RedrivePolicy?.deadLetterTargetArn;
    if (deadLetterArn !== undefined && !model.queues.some(({ arn }) => arn === deadLetterArn)) {
      problems.add(declared, `RedrivePolicy leads to ${deadLetterArn}; allowed: a queue of the template`);
    }
  }
  const places = resources.of(eventSourceMapping);
  for (const [index, source] of model.eventSources.entries()) {
    const place = places[index];
    if (place === undefined) continue;
    for (const message of eventSourceProblems(model, source)) problems.add(place, message);
  }
}

function* eventSourceProblems(model: SystemModel, source: EventSourceSpec): Generator<string> {
  const target = model.functions.find(({ arn }) => arn === source.functionArn);
  if (target === undefined) {
    yield `FunctionName ${source.functionArn} is not a function of the template`;
    return;
  }
  const sourceQueue = model.queues.find(({ arn }) => arn === source.sourceArn);
  if (sourceQueue === undefined && !model.tables.some(({ streamArn }) => streamArn === source.sourceArn)) {
    yield `EventSourceArn ${source.sourceArn} is neither a queue nor a table stream of the template`;
  }
  if (sourceQueue !== undefined && sourceQueue.visibilityTimeoutSeconds < target.timeoutSeconds) {
    yield `the visibility timeout of ${sourceQueue.logicalId} (${sourceQueue.visibilityTimeoutSeconds} s) is less than the timeout of ${target.logicalId} (${target.timeoutSeconds} s)`;
  }
  const role = model.roles.find(({ arn }) => arn === target.roleArn);
  const statements = role === undefined ? [] : roleStatements(role);
  const needed = (isStream(source.sourceArn) ? streamActions : queueActions).map((action) => ({
    action,
    resource: source.sourceArn,
  }));
  if (source.onFailureArn !== undefined)
    needed.push({ action: 'sqs:SendMessage', resource: source.onFailureArn });
  for (const { action, resource } of needed) {
    if (evaluate(statements, action, resource) !== 'allowed') {
      yield `the role of ${target.logicalId} may not ${action} on ${resource}`;
    }
  }
  if (source.onFailureArn !== undefined && !model.queues.some(({ arn }) => arn === source.onFailureArn)) {
    yield `DestinationConfig.OnFailure leads to ${source.onFailureArn}; allowed: a queue of the template`;
  }
}
