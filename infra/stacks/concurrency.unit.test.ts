import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resourcesOf, synthesized } from '../testing/synthesized.ts';

/** The maximum number of concurrent invocations of each consumer. */
const limits = (consumerConcurrency?: number): number[] =>
  [
    ...synthesized({
      target: 'aws',
      ...(consumerConcurrency === undefined ? {} : { consumerConcurrency }),
    }).values(),
  ].flatMap((template) =>
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.EventSourceArn['Fn::GetAtt'][1] === 'Arn')
      // The publishers' queues only fill when somebody redrives records.
      .filter(({ name }) => !name.startsWith('Publish'))
      .map(({ properties }) => properties.ScalingConfig.MaximumConcurrency),
  );

const defaults = limits();
const raised = limits(50);

test('consumers have the lowest concurrency that Lambda allows, and README has their total', () => {
  expect(new Set(defaults)).toEqual(new Set([2]));
  const together = defaults.reduce((sum, limit) => sum + limit, 0);
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  expect(readme.replaceAll(/\s+/g, ' ')).toContain(`The consumers alone use up to ${together}`);
});

test('consumers can be given more concurrency', () => {
  expect(new Set(raised)).toEqual(new Set([50]));
});
