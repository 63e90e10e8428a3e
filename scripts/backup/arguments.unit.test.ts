import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';

test.each([
  [['b.db'], { file: 'b.db', port: 3000 }],
  [['b.db', '--port', '4000'], { file: 'b.db', port: 4000 }],
  [['--data', 'shop', 'b.db'], { file: 'b.db', port: 3000, data: 'shop' }],
  [['--help'], undefined],
])('the arguments %j are valid', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});

test.each([
  [[], /one FILE/],
  [['a', 'b'], /one FILE/],
  [['a', '--port', 'x'], /--port/],
  [['a', '--port', '1', '--data', 'd'], /either --port or --data/],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
