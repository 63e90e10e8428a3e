import { defineConfig } from 'vitest/config';
import { findFirefox } from './test/browser/support/firefox.ts';

/**
 * How long a test that hangs is waited for, in milliseconds: many times what any takes on an idle machine, since a
 * busy one is no reason to fail.
 */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 240_000 };

/**
 * Four projects: `unit` (pure, no process), `int` (one real engine), `e2e` (the whole system through HTTP) and
 * `browser` (the web page in Chromium and Firefox; not part of `npm test`).
 */
export default defineConfig({
  test: {
    // Measured with `--coverage`, by .ci/run. What runs within a Lambda of the end-to-end tests is not seen.
    coverage: {
      provider: 'v8',
      include: ['functions/*/domain/**/*.ts', 'contracts/**/*.ts', 'shared/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary', 'html'],
      // Just below what there is: 99.7, 96.0, 99.8 and 100.
      thresholds: { statements: 99, branches: 95, functions: 99, lines: 99 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{contracts,client,functions,shared,infra,local,scripts,web,test}/**/*.unit.test.ts'],
          // Files share their workers, so that each loads the CDK and the SDK once: it halves the run. What a
          // test replaces is put back before the next one.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          ...PATIENCE,
          env: {
            TZ: 'UTC',
            POWERTOOLS_LOG_LEVEL: 'SILENT',
            POWERTOOLS_METRICS_DISABLED: 'true',
            CHECK_ANSWERS: 'yes',
          },
        },
      },
      {
        test: {
          name: 'int',
          sequence: { groupOrder: 1 },
          include: ['{contracts,client,functions,shared,infra,local,scripts}/**/*.int.test.ts'],
          globalSetup: 'shared/testing/synthesize-once.ts',
          env: {
            TZ: 'UTC',
            POWERTOOLS_LOG_LEVEL: 'SILENT',
            POWERTOOLS_METRICS_DISABLED: 'true',
            CHECK_ANSWERS: 'yes',
          },
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['test/**/*.e2e.test.ts'],
          // Some rules can be seen on the embedded runtime alone.
          exclude: process.env['BASE_URL'] === undefined ? [] : ['test/**/*.embedded.e2e.test.ts'],
          globalSetup: 'test/global-setup.ts',
          setupFiles: 'test/support/watch.ts',
          // Longer than any wait within a test: what was waited for says more than that time was up.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          include: ['test/browser/*.browser.test.ts'],
          // Without Firefox, the setup says so.
          exclude: findFirefox() === undefined ? ['test/browser/firefox.browser.test.ts'] : [],
          globalSetup: 'test/browser/global-setup.ts',
          // One browser at a time: they would only wait for each other.
          fileParallelism: false,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
