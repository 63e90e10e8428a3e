import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';

test('the duration, the seed and the port can be set', () => {
  expect(readArguments(['--minutes', '0.5', '--seed', '7', '--port', '4000'])).toEqual({
    minutes: 0.5,
    seed: 7,
    port: 4000,
  });
  expect(readArguments([])).toEqual({ minutes: 10, seed: expect.any(Number), port: 0 });
  expect(readArguments(['--help'])).toBeUndefined();
});

test.each([
  [['--minutes', '0'], /--minutes .* not "0"/],
  [['--minutes', 'ten'], /--minutes .* not "ten"/],
  [['--seed', '-1'], /seed/],
  [['--seed', '1.5'], /--seed .* not "1.5"/],
  [['--port', '0'], /--port .* not "0"/],
  [['--hours', '1'], /--hours/],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
