import { type EvaluationResult, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import type { RequestContext } from '../conditions.ts';
import type { Decision } from '../policy.ts';
import type { PolicyStatement } from '../role.ts';

const decisions: Readonly<Record<EvaluationResult, Decision>> = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'implicitly-denied',
  ExplicitlyDenied: 'explicitly-denied',
};

const accountId = '000000000000';

/** Condition keys that always have a list of values, so that one value is a list too. */
const LISTS = new Set(['aws:tagkeys']);

/** What iam-simulate, another implementation of IAM, decides about a role's request. @see evaluate for the parameters */
export function simulated(
  statements: readonly PolicyStatement[],
  action: string,
  resource: string,
  context: RequestContext = {},
): Decision {
  const present = Object.entries(context).filter(([, values]) => values.length > 0);
  const contextVariables = present.map(([key, values]) => [
    key,
    LISTS.has(key) ? [...values] : (values[0] ?? ''),
  ]);
  const simulation = {
    request: {
      principal: `arn:aws:iam::${accountId}:role/any`,
      action,
      resource: { resource, accountId },
      contextVariables: Object.fromEntries(contextVariables),
    },
    identityPolicies: [{ name: 'any', policy: { Version: '2012-10-17', Statement: statements } }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return decisions[runUnsafeSimulation(simulation, {})];
}
