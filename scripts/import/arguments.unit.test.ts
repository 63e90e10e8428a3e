import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';
import { defaultColumns } from './columns.ts';

test('a file alone is imported into the system on this machine', () => {
  expect(readArguments(['sales.csv'])).toEqual({
    file: 'sales.csv',
    baseUrl: 'http://localhost:3000',
    columns: defaultColumns,
    stock: undefined,
    concurrency: 64,
    outDir: undefined,
    force: false,
  });
});

test.each([
  [[], 'Expected one file, got 0.'],
  [['a.csv', 'b.csv'], 'Expected one file, got 2.'],
  [
    ['a.csv', '--base-url', 'localhost'],
    '--base-url must be a URL such as http://localhost:3000, not "localhost".',
  ],
  [['a.csv', '--stock', '-1'], /--stock/],
  [['a.csv', '--stock=-1'], '--stock must be a whole number from 0 to 1000000000, not "-1".'],
  [['a.csv', '--concurrency', '0'], '--concurrency must be a whole number from 1 to 256, not "0".'],
  [['a.csv', '--fast'], /--fast/],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
