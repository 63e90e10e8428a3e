import { defineConfig } from 'vitest/config';

/** Three projects: `unit` (pure, no process), `int` (one real engine), `e2e` (the whole system through HTTP). */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{functions,shared,infra,local,scripts}/**/*.unit.test.ts'] } },
      {
        test: {
          name: 'int',
          include: ['{functions,shared,infra,local,scripts}/**/*.int.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: 'test/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
