import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';
import { rebuildables } from './rebuild.ts';

test('what is to be rebuilt is named', () => {
  expect(readArguments(['customer-product', 'product-search'])).toEqual({
    place: { kind: 'local', port: 3000 },
    names: ['customer-product', 'product-search'],
    rate: 1_000,
    fromStart: false,
    json: false,
  });
});

test('all can be rebuilt, at a rate, in a place', () => {
  const args = ['all', '--rate', '5', '--from-start', '--json', '--target', 'aws', '--stage', 'prod'];
  expect(readArguments(args)).toEqual({
    place: { kind: 'aws', stage: 'prod' },
    names: rebuildables.map(({ name }) => name),
    rate: 5,
    fromStart: true,
    json: true,
  });
});

test('names differ', () => {
  const names = rebuildables.map(({ name }) => name);
  expect(names).toHaveLength(new Set(names).size);
});

test.each([
  [[], 'Say what is to be rebuilt.'],
  [['customers'], 'There is no "customers" to rebuild.'],
  [['all', 'customers'], 'There is no "customers" to rebuild.'],
  [['all', '--rate', '0'], '--rate must be from 1 to 10000, not "0".'],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
