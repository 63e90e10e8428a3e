import { expect, test, vi } from 'vitest';
import { environment } from './environment.ts';

test('the variables that are asked for are given by name', () => {
  vi.stubEnv('THINGS_TABLE', 'things');
  expect(environment('THINGS_TABLE')).toEqual({ THINGS_TABLE: 'things' });
});

test('missing and empty variables are all named', () => {
  vi.stubEnv('THINGS_TABLE', 'things').stubEnv('EMPTY', '');
  expect(() => environment('THINGS_TABLE', 'EMPTY', 'ABSENT')).toThrow(
    'Missing environment variables: EMPTY, ABSENT',
  );
});
