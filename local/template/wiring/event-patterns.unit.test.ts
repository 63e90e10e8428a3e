import { expect, it } from 'vitest';
import { type Change, problemsAfter, set } from '../testing/changed-shop.ts';

const filteredBy =
  (...patterns: unknown[]): Change =>
  (r) =>
    set(r, 'Source', {
      FilterCriteria: { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
    });

it.each<[string, Change, string]>([
  [
    'a pattern that EventBridge refuses',
    (r) =>
      set(r, 'Rule', {
        EventPattern: { detail: { state: [{ 'anything-but': { 'anything-but': ['x'] } }] } },
      }),
    'Shop/Rule: EventPattern: detail.state: the operator anything-but is not supported in anything-but; allowed: prefix, ',
  ],
  [
    'a pattern of a disabled rule',
    (r) => set(r, 'Rule', { State: 'DISABLED', EventPattern: { a: [{ numeric: ['>', 5, '<', 1] }] } }),
    'Shop/Rule: EventPattern: a: numeric has [">",5,"<",1]; allowed: ',
  ],
  [
    'a pattern that is too long',
    (r) => set(r, 'Rule', { EventPattern: { a: ['x'.repeat(2039)] } }),
    'allowed: at most 2048 characters of JSON',
  ],
  [
    'a filter that Lambda refuses',
    filteredBy({ a: [1] }, { a: [{ wildcard: '**' }] }),
    'Shop/Source: FilterCriteria.Filters.1.Pattern: a: wildcard does not allow consecutive *',
  ],
])('%s stops the start', (_, change, message) => {
  expect(problemsAfter(change)).toContain(message);
});

it('the longest pattern is fine', () => {
  expect(problemsAfter((r) => set(r, 'Rule', { EventPattern: { a: ['x'.repeat(2038)] } }))).toBe('');
});
