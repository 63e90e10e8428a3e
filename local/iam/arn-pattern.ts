import { matchesWildcards } from './wildcards.ts';

/** `arn:partition:service:region:account:resource`; only the resource may hold further colons. */
const COMPONENTS = 6;

/** Whether a text has the six components of an ARN. */
export function isArn(text: string): boolean {
  return componentsOf(text).length === COMPONENTS;
}

/**
 * Whether an ARN matches the pattern of an `ArnLike` or `ArnEquals` condition. As on AWS, each of the six components is
 * compared by itself, and `*` never stands for a colon between them: a pattern with fewer components matches nothing.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = componentsOf(pattern);
  const actual = componentsOf(arn);
  return (
    wanted.length === COMPONENTS &&
    actual.length === COMPONENTS &&
    wanted.every((component, index) => matchesWildcards(component, actual[index] ?? ''))
  );
}

/**
 * Whether the `Resource` of a policy stands for a resource. As on AWS, `*` alone stands for all, components that are
 * missing at the end stand for any, and a wildcard within one never stands for a colon before the resource part.
 */
export function matchesResource(pattern: string, resource: string): boolean {
  if (!pattern.includes(':')) return matchesWildcards(pattern, resource);
  const wanted = componentsOf(pattern);
  const missing = Array.from({ length: COMPONENTS - wanted.length }, () => '*');
  return pattern === resource || matchesArn([...wanted, ...missing].join(':'), resource);
}

function componentsOf(text: string): string[] {
  const parts = text.split(':');
  const others = COMPONENTS - 1;
  return parts.length < COMPONENTS ? parts : [...parts.slice(0, others), parts.slice(others).join(':')];
}
