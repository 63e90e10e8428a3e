import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resourcesOf, synthesized } from '../testing/synthesized.ts';

type Context = Readonly<Record<string, number>>;

/** The maximum number of concurrent invocations of each consumer. */
const limits = (context: Context = {}): number[] =>
  [...synthesized({ target: 'aws', ...context }).values()].flatMap((template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.EventSourceArn['Fn::GetAtt'][1] === 'Arn')
      // The publishers' queues only fill when somebody redrives records.
      .filter(({ name }) => !name.startsWith('Publish'))
      .map(({ properties }) => properties.ScalingConfig.MaximumConcurrency),
  );

const defaults = limits();
const raised = limits({ consumerConcurrency: 50 });

test('consumers have the lowest concurrency that Lambda allows, and README has their total', () => {
  expect(new Set(defaults)).toEqual(new Set([2]));
  const together = defaults.reduce((sum, limit) => sum + limit, 0);
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(readme.replaceAll(/\s+/g, ' ')).toContain(`The consumers alone use up to ${together}`);
});

test('consumers can be given more concurrency, those that compete for one row only some', () => {
  expect(new Set(raised)).toEqual(new Set([50, 10]));
});

/** How many batches of a shard each stream's publisher handles at the same time. */
const batches = (context: Context = {}): unknown[] =>
  [...synthesized({ target: 'aws', ...context }).values()].flatMap((template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => 'ParallelizationFactor' in properties)
      .map(({ properties }) => properties.ParallelizationFactor),
  );

test('an account with a higher quota gives consumers half of it, and publishers more batches of a shard', () => {
  const large = { accountConcurrency: 1000 };
  expect(new Set(limits(large))).toEqual(new Set([50, 10]));
  expect(limits(large).reduce((sum, limit) => sum + limit, 0)).toBeLessThanOrEqual(500);
  expect(new Set(batches())).toEqual(new Set([1]));
  expect(new Set(batches(large))).toEqual(new Set([10]));
});
