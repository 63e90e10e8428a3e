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
  const [hint = ''] = [...statements.flatMap(malformedArnHints), ...queue.policy.flatMap(anyServiceHints)];
  return `the policy of queue ${queue.logicalId} does not let events.amazonaws.com send messages for this rule (aws:SourceArn ${rule.arn}): ${decision}${hint}`;
}

function malformedArnHints({ Condition = {} }: PolicyStatement): string[] {
  return malformedArns(Condition).map(
    (condition) =>
      `. ${condition} is no ARN of six components, so it equals none; allowed: arn:aws:events:*:*:rule/*`,
  );
}

function anyServiceHints({ Principal }: PolicyStatement): string[] {
  const services = typeof Principal === 'object' ? [Principal['Service'] ?? []].flat() : [];
  if (!services.includes('*')) return [];
  return [
    '. Principal has {"Service":"*"}, which is no service; allowed: {"Service":"events.amazonaws.com"}',
  ];
}

function decisionFor(rule: RuleSpec, queue: QueueSpec, statements: readonly PolicyStatement[]): Decision {
  return evaluate(statements, 'sqs:SendMessage', queue.arn, {
    'aws:sourcearn': [rule.arn],
    'aws:sourceaccount': [environment.accountId],
    'aws:securetransport': ['true'],
  });
}
