import { expect, test } from 'vitest';
import { shortestWays } from './shortest-ways.ts';

const way = (text: string, rule = 'domain-is-pure') => ({ rule, modules: text.split(' ') });

test('of all ways to a forbidden module only the shortest is told, and how many more there are', () => {
  const ways = [way('far.ts near.ts value.ts sdk'), way('near.ts value.ts sdk'), way('value.ts sdk')];
  expect(shortestWays(ways)).toEqual(['domain-is-pure: value.ts → sdk (the shortest way; 2 more)']);
});

test('what lies behind another forbidden module is not told', () => {
  const ways = [way('rule.ts table.ts'), way('rule.ts table.ts sdk'), way('rule.ts table.ts sdk http')];
  expect(shortestWays(ways)).toEqual(['domain-is-pure: rule.ts → table.ts']);
});

test('each rule and each forbidden module has its own way', () => {
  const ways = [way('rule.ts sdk'), way('rule.ts logger.ts'), way('page.ts sdk', 'page-runs-in-a-browser')];
  expect(shortestWays(ways)).toHaveLength(3);
});
