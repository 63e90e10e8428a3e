import { environment } from '../../aws/arn.ts';
import { malformedArns } from '../../iam/conditions.ts';
import { concernsService, type Decision, evaluate } from '../../iam/policy.ts';
import type { PolicyStatement } from '../../iam/role.ts';
import type { QueueSpec, RuleSpec, SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { defaultBusName, rule } from '../resources/events.ts';

/**
 * Each rule is on a bus of the template and leads to queues, dead-letter queues too, whose policies let
 * EventBridge send for it.
 */
export function checkRuleTargets(model: SystemModel, resources: ResolvedResources, problems: Problems): void {
  const buses = new Set([defaultBusName, ...model.buses.map(({ name }) => name)]);
  for (const spec of model.rules) {
    const place = resources.of(rule).find(({ attributes }) => attributes['Arn'] === spec.arn);
    if (place === undefined) continue;
    if (!buses.has(spec.busName)) {
      problems.add(place, `bus ${spec.busName} is not in the template; allowed: ${[...buses].join(', ')}`);
    }
    const lead = (what: string, arn: string): void => {
      const problem = deliveryProblem(model, spec, what, arn);
      if (problem !== undefined) problems.add(place, problem);
    };
    for (const { id, arn, deadLetterArn } of spec.targets) {
      lead(`target ${id} is`, arn);
      if (deadLetterArn !== undefined) lead(`DeadLetterConfig of target ${id} leads to`, deadLetterArn);
    }
  }
}

function deliveryProblem(
  { queues }: SystemModel,
  rule: RuleSpec,
  what: string,
  arn: string,
): string | undefined {
  const queue = queues.find((candidate) => candidate.arn === arn);
  if (queue === undefined) return `${what} ${arn}; allowed: an AWS::SQS::Queue of the template`;
  const statements = queue.policy.filter((statement) => concernsService(statement, 'events.amazonaws.com'));
  const decision = decisionFor(rule, queue, statements);
  if (decision === 'allowed') return undefined;
  const [malformed] = statements.flatMap(({ Condition = {} }) => malformedArns(Condition));
  const hint =
    malformed === undefined
      ? ''
      : `. ${malformed} is no ARN of six components, so it equals none; allowed: arn:aws:events:*:*:rule/*`;
  return `the policy of queue ${queue.logicalId} does not let events.amazonaws.com send messages for this rule (aws:SourceArn ${rule.arn}): ${decision}${hint}`;
}

function decisionFor(rule: RuleSpec, queue: QueueSpec, statements: readonly PolicyStatement[]): Decision {
  return evaluate(statements, 'sqs:SendMessage', queue.arn, {
    'aws:sourcearn': [rule.arn],
    'aws:sourceaccount': [environment.accountId],
    'aws:securetransport': ['true'],
  });
}
