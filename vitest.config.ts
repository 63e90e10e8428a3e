import { defineConfig } from 'vitest/config';
import { findFirefox } from './test/browser/support/firefox.ts';

/**
 * Timeouts in milliseconds. They are many times longer than any test takes on an idle machine, so that tests do not fail
 * on a busy one.
 */
const TIMEOUTS = { testTimeout: 120_000, hookTimeout: 240_000 };

/**
 * Four projects: `unit` (within one process), `int` (with the DynamoDB engine and other processes), `e2e` (the whole system
 * through HTTP) and `browser` (the web page in Chromium and Firefox; not part of `npm test`).
 */
export default defineConfig({
  test: {
    // Measured by .ci/run, with `--coverage`. Functions that run in the end-to-end tests do not count.
    coverage: {
      provider: 'v8',
      include: ['functions/*/domain/**/*.ts', 'contracts/**/*.ts', 'shared/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary', 'html'],
      // Just below the current coverage: 99.7, 96.0, 99.8 and 100.
      thresholds: { statements: 99, branches: 95, functions: 99, lines: 99 },
    },
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: [
            '{bench,contracts,client,functions,sales-files,sales-import,shared,infra,local,scripts,simulation,web,test}/**/*.unit.test.ts',
          ],
          // Files share workers, so that each worker loads the CDK and the SDK only once, which halves the run. Mocks and
          // environment variables are restored before the next test.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          ...TIMEOUTS,
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
          include: [
            '{bench,contracts,client,functions,shared,infra,local,scripts,simulation}/**/*.int.test.ts',
          ],
          globalSetup: 'shared/testing/synthesize-once.ts',
          env: {
            TZ: 'UTC',
            POWERTOOLS_LOG_LEVEL: 'SILENT',
            POWERTOOLS_METRICS_DISABLED: 'true',
            CHECK_ANSWERS: 'yes',
          },
          ...TIMEOUTS,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['test/**/*.e2e.test.ts'],
          // Some rules can only be tested on the embedded runtime.
          exclude: process.env['BASE_URL'] === undefined ? [] : ['test/**/*.embedded.e2e.test.ts'],
          globalSetup: 'test/global-setup.ts',
          setupFiles: 'test/support/watch.ts',
          // Longer than any wait in a test, because an error of the wait says more than a timeout of the test.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          include: ['test/browser/*.browser.test.ts'],
          // The setup prints a note if there is no Firefox.
          exclude: findFirefox() === undefined ? ['test/browser/firefox.browser.test.ts'] : [],
          globalSetup: 'test/browser/global-setup.ts',
          // One browser at a time: several would only slow each other down.
          fileParallelism: false,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
