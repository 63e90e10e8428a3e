/** One command of `npm run check`. */
export interface Step {
  /** What the step checks, for people. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** What `npm run check` runs, and what it leaves to `npm test`. */
export interface Plan {
  readonly steps: readonly Step[];
  /** One phrase each. */
  readonly left: readonly string[];
}

/** Every test there loads the CDK and synthesizes stacks: most of the unit project's time. */
const SLOW_TESTS = 'infra';

/**
 * Plans the checks for every save: all that is cheap, and the unit tests that the changes reach.
 * @param changed what differs from the last commit, as paths from the repository's root.
 */
export function planCheck(changed: readonly string[]): Plan {
  const withSlowTests = changed.some((path) => path.startsWith(`${SLOW_TESTS}/`));
  const exclude = withSlowTests ? [] : ['--exclude', `${SLOW_TESTS}/**`];
  return {
    steps: [
      { name: 'types', command: 'tsc', args: ['--checkers', '1'] },
      { name: 'types of the web page', command: 'tsc', args: ['--checkers', '1', '-p', 'web'] },
      { name: 'format and lint', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
      {
        name: 'unit tests that the changes reach',
        command: 'vitest',
        args: ['run', '--project', 'unit', '--changed', ...exclude],
      },
    ],
    left: [
      'import rules and unused code (npm run lint)',
      ...(withSlowTests ? [] : [`unit tests in ${SLOW_TESTS}/, which nothing changed in`]),
      'unit tests that no change reaches',
      'integration and end-to-end tests',
    ],
  };
}
