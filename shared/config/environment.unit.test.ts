import { expect, test, vi } from 'vitest';
import { environment } from './environment.ts';

test('returns the requested variables by name', () => {
  vi.stubEnv('THINGS_TABLE', 'things');
  expect(environment('THINGS_TABLE')).toEqual({ THINGS_TABLE: 'things' });
});

test('lists all missing and empty variables', () => {
  vi.stubEnv('THINGS_TABLE', 'things').stubEnv('EMPTY', '');
  expect(() => environment('THINGS_TABLE', 'EMPTY', 'ABSENT')).toThrow(
    'Missing environment variables: EMPTY, ABSENT',
  );
});
