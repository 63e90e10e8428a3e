import { defineConfig } from 'vitest/config';

/** The unit tests beside the mutated code: they alone should notice each mutant. */
export default defineConfig({
  test: {
    include: ['{functions/*/domain,shared/{http,paging,refusals,retries,search,values}}/**/*.unit.test.ts'],
    // A busy machine is no reason to fail.
    testTimeout: 120_000,
    restoreMocks: true,
    unstubEnvs: true,
    env: {
      TZ: 'UTC',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
      CHECK_ANSWERS: 'yes',
    },
  },
});
