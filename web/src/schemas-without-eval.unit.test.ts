import { afterEach, expect, test } from 'vitest';
import { globalConfig } from 'zod/v4/core';

afterEach(() => {
  delete globalConfig.jitless;
});

test('zod does not try eval in the page', async () => {
  expect(globalConfig.jitless).toBeUndefined();
  await import('./schemas-without-eval.ts');
  expect(globalConfig.jitless).toBe(true);
});
