import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';

test('the file and the folder are needed', () => {
  expect(readArguments(['b.db', '--data', 'shop'])).toEqual({ file: 'b.db', data: 'shop' });
  expect(readArguments(['--help'])).toBeUndefined();
  for (const args of [['b.db'], ['--data', 'shop'], ['a', 'b', '--data', 'shop'], ['a', '--data', '']]) {
    expect(() => readArguments(args)).toThrow(UsageError);
  }
});
