import { matchesResource } from './arn-pattern.ts';
import { conditionsHold, type RequestContext } from './conditions.ts';
import type { PolicyStatement } from './role.ts';
import { matchesWildcards } from './wildcards.ts';

export type Decision = 'allowed' | 'implicitly-denied' | 'explicitly-denied';

/**
 * Decides as IAM does: an explicit Deny wins, else one Allow is enough, else nothing is allowed. A condition
 * that cannot be evaluated (the local runtime does not know the operator or the key) never helps the caller.
 */
export function evaluate(
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  context: RequestContext = {},
): Decision {
  return decide(statementsFor(statements, action, resource), context);
}

/** The statements about an action on a resource, with their conditions not yet evaluated. */
export function statementsFor(
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
): PolicyStatement[] {
  return statements.filter(
    ({ Action, Resource }) =>
      Action.some((pattern) => matchesAction(pattern, action)) &&
      Resource.some((pattern) => matchesResource(pattern, resource)),
  );
}

/** The second half of {@link evaluate}: weighs statements that {@link statementsFor} found. */
export function decide(statements: readonly PolicyStatement[], context: RequestContext): Decision {
  let decision: Decision = 'implicitly-denied';
  for (const { Effect, Condition } of statements) {
    const holds = Condition === undefined || conditionsHold(Condition, context);
    if (Effect === 'Deny' && holds !== false) return 'explicitly-denied';
    if (Effect === 'Allow' && holds === true) decision = 'allowed';
  }
  return decision;
}

/** Whether a resource policy's statement is about a service principal, such as `events.amazonaws.com`. */
export function concernsService({ Principal }: PolicyStatement, service: string): boolean {
  if (Principal === undefined) return false;
  if (Principal === '*') return true;
  // A service is never meant by `*` among services.
  return [Principal['Service']].flat().includes(service) || [Principal['AWS']].flat().includes('*');
}

/** Whether an action of a policy, with `*` and `?`, stands for one of these actions. */
export function standsForAny(pattern: string, actions: readonly string[]): boolean {
  return actions.some((action) => matchesAction(pattern, action));
}

function matchesAction(pattern: string, action: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), action.toLowerCase());
}
