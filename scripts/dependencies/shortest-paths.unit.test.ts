import { expect, test } from 'vitest';
import { shortestPaths } from './shortest-paths.ts';

const path = (text: string, rule = 'domain-is-pure') => ({ rule, modules: text.split(' ') });

test('only the shortest path to a forbidden module is reported, with the number of paths', () => {
  const paths = [path('far.ts near.ts value.ts sdk'), path('near.ts value.ts sdk'), path('value.ts sdk')];
  expect(shortestPaths(paths)).toEqual(['domain-is-pure: value.ts → sdk (shortest of 3 paths)']);
});

test('a forbidden module behind another one is not reported', () => {
  const paths = [path('rule.ts table.ts'), path('rule.ts table.ts sdk'), path('rule.ts table.ts sdk http')];
  expect(shortestPaths(paths)).toEqual(['domain-is-pure: rule.ts → table.ts']);
});

test('a path is reported for each rule and each forbidden module', () => {
  const paths = [
    path('rule.ts sdk'),
    path('rule.ts logger.ts'),
    path('page.ts sdk', 'page-runs-in-a-browser'),
  ];
  expect(shortestPaths(paths)).toHaveLength(3);
});
