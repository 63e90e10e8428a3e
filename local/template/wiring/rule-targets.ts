import { concernsService, evaluate } from '../../services/iam/policy.ts';
import { environment } from '../arn.ts';
import type { SystemModel } from '../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { defaultBusName, rule } from '../resources/events.ts';

/** Each rule is on a bus of the template and leads to queues whose policies let EventBridge send for it. */
export function checkRuleTargets(model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  const buses = new Set([defaultBusName, ...model.buses.map(({ name }) => name)]);
  for (const spec of model.rules) {
    const place = resources.of(rule).find(({ attributes }) => attributes['Arn'] === spec.arn);
    if (place === undefined) continue;
    if (!buses.has(spec.busName)) {
      problems.add(place, `bus ${spec.busName} is not in the template; allowed: ${[...buses].join(', ')}`);
    }
    for (const target of spec.targets) {
      const queue = model.queues.find((candidate) => candidate.arn === target.arn);
      if (queue === undefined) {
        problems.add(
          place,
          `target ${target.id} is ${target.arn}; allowed: an AWS::SQS::Queue of the template`,
        );
        continue;
      }
      const statements = queue.policy.filter((statement) =>
        concernsService(statement, 'events.amazonaws.com'),
      );
      const decision = evaluate(statements, 'sqs:SendMessage', queue.arn, {
        'aws:sourcearn': [spec.arn],
        'aws:sourceaccount': [environment.accountId],
        'aws:securetransport': ['true'],
      });
      if (decision !== 'allowed') {
        problems.add(
          place,
          `the policy of queue ${queue.logicalId} does not let events.amazonaws.com send messages for this rule (aws:SourceArn ${spec.arn}): ${decision}`,
        );
      }
    }
  }
}
