import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import type { ResourceType } from '../resource-type.ts';
import { table } from '../resources/dynamodb-table.ts';
import { eventBus, rule } from '../resources/events.ts';
import { role } from '../resources/iam-role.ts';
import { eventSourceMapping } from '../resources/lambda-event-source-mapping.ts';
import { lambdaFunction } from '../resources/lambda-function.ts';
import { queue } from '../resources/sqs-queue.ts';

const named: readonly ResourceType<unknown>[] = [table, queue, eventBus, rule, lambdaFunction, role];

/** No two resources of a type have the same name, and no function has the same event source twice. */
export function checkDistinctNames(
  model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  for (const type of named) {
    const seen = new Map<string, string>();
    for (const declared of resources.of(type)) {
      const arn = declared.attributes['Arn'] ?? '';
      const other = seen.get(arn);
      if (other !== undefined) problems.add(declared, `has the name of ${other}: ${arn}`);
      seen.set(arn, `${declared.stackName}/${declared.logicalId}`);
    }
  }
  const sources = new Map<string, string>();
  for (const [index, { functionArn, sourceArn }] of model.eventSources.entries()) {
    const declared = resources.of(eventSourceMapping)[index];
    if (declared === undefined) continue;
    const other = sources.get(`${functionArn} ${sourceArn}`);
    if (other !== undefined) {
      problems.add(declared, `has the function and the event source of ${other}: ${sourceArn}`);
    }
    sources.set(`${functionArn} ${sourceArn}`, `${declared.stackName}/${declared.logicalId}`);
  }
}
