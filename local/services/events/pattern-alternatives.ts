import { isRecord } from '../../json.ts';
import { PatternError } from './pattern-error.ts';
import { isTooComplex, type WildcardEntry } from './wildcard-complexity.ts';

/** One way to match a pattern: its fields by their path, with every `$or` decided. */
type Alternative = ReadonlyMap<string, readonly unknown[]>;

const MAX_ALTERNATIVES = 1000;

/** Names that EventBridge keeps for operators, so that no field inside `$or` may have them. */
const RESERVED = new Set([
  ...[
    'exactly',
    'equals-ignore-case',
    'prefix',
    'suffix',
    'anything-but',
    'exists',
    'wildcard',
    'numeric',
    'cidr',
  ],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);

/**
 * Refuses what EventBridge refuses of a pattern as a whole: a path that is used twice, a field in `$or` with the name
 * of an operator, and wildcards that are too complex.
 */
export function checkAlternatives(pattern: Readonly<Record<string, unknown>>): void {
  const alternatives = withFields([new Map()], pattern, [], false);
  const lists = new Map<string, { path: string; values: readonly unknown[] }[]>();
  for (const alternative of alternatives) {
    let before = '';
    // EventBridge compares fields in the order of their paths, and those of a path together if all before are equal.
    for (const [path, values] of [...alternative].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const place = JSON.stringify([before, path]);
      lists.set(place, [...(lists.get(place) ?? []), { path, values }]);
      before = JSON.stringify([before, path, values]);
    }
  }
  for (const same of lists.values()) {
    if (!isTooComplex(same.flatMap(({ values }) => values.flatMap(wildcardsOf)))) continue;
    const reason = 'use fewer * or fewer repeating characters after a *';
    throw new PatternError(same[0]?.path ?? '', `wildcards are too complex; allowed: ${reason}`);
  }
}

function withFields(
  alternatives: readonly Alternative[],
  pattern: Readonly<Record<string, unknown>>,
  parent: readonly string[],
  isInOr: boolean,
): readonly Alternative[] {
  let found = alternatives;
  for (const [key, value] of Object.entries(pattern)) {
    const path = [...parent, key];
    if (key === '$or' && Array.isArray(value)) {
      const before = found;
      found = value.filter(isRecord).flatMap((one) => withFields(before, one, parent, true));
      if (found.length > MAX_ALTERNATIVES) {
        throw new PatternError(path.join('.'), `$or gives more than ${MAX_ALTERNATIVES} combinations`);
      }
      continue;
    }
    if (isInOr && RESERVED.has(key)) {
      throw new PatternError(
        path.join('.'),
        `the name ${key} is reserved inside $or; allowed: any name but an operator's`,
      );
    }
    if (isRecord(value)) found = withFields(found, value, path, isInOr);
    else if (Array.isArray(value)) found = found.map((one) => withField(one, path.join('.'), value));
  }
  return found;
}

function withField(alternative: Alternative, path: string, values: readonly unknown[]): Alternative {
  if (alternative.has(path)) {
    throw new PatternError(path, 'is used more than once; allowed: each path once, inside or outside $or');
  }
  return new Map([...alternative, [path, values]]);
}

function wildcardsOf(entry: unknown): WildcardEntry[] {
  if (!isRecord(entry)) return [];
  const { wildcard, 'anything-but': excluded } = entry;
  if (typeof wildcard === 'string') return [{ operator: 'wildcard', wildcards: [wildcard] }];
  if (!isRecord(excluded) || excluded['wildcard'] === undefined) return [];
  return [{ operator: 'anything-but', wildcards: [excluded['wildcard']].flat().map(String) }];
}
