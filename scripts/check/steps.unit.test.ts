import { expect, test } from 'vitest';
import { planCheck } from './steps.ts';

const testArguments = (changed: string[]) =>
  planCheck(changed).steps.find(({ command }) => command === 'vitest')?.args;

test('tests that synthesize stacks run if something changed in infra/', () => {
  expect(testArguments(['infra/stacks/api-stack.ts'])).not.toContain('--exclude');
  expect(planCheck(['infra/stacks/api-stack.ts']).left.join()).not.toContain('infra/');
});

test('tests that synthesize stacks are skipped otherwise, and the plan says so', () => {
  const changed = ['shared/values/ids.ts', 'docs/infra/notes.md'];
  expect(testArguments(changed)).toEqual(expect.arrayContaining(['--exclude', 'infra/**']));
  expect(planCheck(changed).left).toContain('unit tests in infra/, where nothing changed');
});

test('only tests affected by the changes run', () => {
  expect(testArguments([])).toContain('--changed');
});
