import { isArn, matchesArn } from './arn-pattern.ts';
import { matchesWildcards } from './wildcards.ts';

/**
 * The condition keys of one request, by name in lower case. A key with no values is known to be absent; a
 * key that is not here at all is one the local runtime does not know.
 */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

type Outcome = boolean | 'unknown';
type Comparison = (actual: string, expected: string) => boolean;

const equals: Comparison = (actual, expected) => actual === expected;
const like: Comparison = (actual, expected) => matchesWildcards(expected, actual);
const likeArn: Comparison = (actual, expected) => matchesArn(expected, actual);
const equalsIgnoringCase: Comparison = (actual, expected) => actual.toLowerCase() === expected.toLowerCase();

// AWS compares ARNs with wildcards under both names.
const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['StringEquals', equals],
  ['StringEqualsIgnoreCase', equalsIgnoringCase],
  ['StringLike', like],
  ['ArnEquals', likeArn],
  ['ArnLike', likeArn],
  ['Bool', equalsIgnoringCase],
]);

const operatorName = /^(?:(?<quantifier>ForAllValues|ForAnyValue):)?(?<base>\w+?)(?<ifExists>IfExists)?$/;

/**
 * Whether every operator of a statement's Condition holds; `unknown` if one cannot be evaluated, because the
 * operator or the key is not known here, and none is certainly false.
 */
export function conditionsHold(
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: RequestContext,
): Outcome {
  const outcomes = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) => holds(operator, key, expected, context)),
  );
  if (outcomes.includes(false)) return false;
  return outcomes.includes('unknown') ? 'unknown' : true;
}

/** Whether an operator of a Condition can be evaluated here. */
export function isUnderstood(operator: string): boolean {
  return comparisonOf(operatorName.exec(operator)?.groups?.['base'] ?? '') !== undefined;
}

/** The ARN conditions that no request satisfies, because a pattern lacks components, such as `ArnLike aws:SourceArn *`. */
export function malformedArns(
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): string[] {
  const byArn = Object.entries(conditions).filter(
    ([operator]) => comparisonOf(operatorName.exec(operator)?.groups?.['base'] ?? '') === likeArn,
  );
  return byArn.flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, expected]) =>
      [expected].flat().flatMap((one) => (isArn(String(one)) ? [] : [`${operator} ${key} ${one}`])),
    ),
  );
}

function comparisonOf(base: string): Comparison | undefined {
  return comparisons.get(base) ?? comparisons.get(base.replace('Not', ''));
}

function holds(operator: string, key: string, expected: unknown, context: RequestContext): Outcome {
  const { quantifier, base = '', ifExists } = operatorName.exec(operator)?.groups ?? {};
  const comparison = comparisonOf(base);
  const actual = context[key.toLowerCase()];
  if (comparison === undefined || actual === undefined) return 'unknown';
  const negated = !comparisons.has(base);
  const wanted = [expected].flat().map(String);
  const fits = (value: string): boolean => wanted.some((one) => comparison(value, one)) !== negated;
  if (actual.length === 0)
    return ifExists !== undefined || quantifier === 'ForAllValues' || (negated && quantifier === undefined);
  if (quantifier === 'ForAllValues' || (negated && quantifier === undefined)) return actual.every(fits);
  return actual.some(fits);
}
