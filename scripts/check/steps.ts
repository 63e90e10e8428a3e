/** One command of `npm run check`. */
export interface Step {
  /** What the step checks, for display. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** What `npm run check` runs, and what only `npm test` runs. */
export interface Plan {
  readonly steps: readonly Step[];
  /** What only `npm test` runs, one phrase each. */
  readonly left: readonly string[];
}

/** These tests load the CDK and synthesize stacks, which takes most of the unit project's time. */
const SLOW_TESTS = 'infra';

/**
 * Plans the checks for every save: the cheap ones, and the unit tests affected by the changes.
 * @param changed files that differ from the last commit, as paths from the repository's root.
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
        name: 'unit tests affected by the changes',
        command: 'vitest',
        args: ['run', '--project', 'unit', '--changed', ...exclude],
      },
    ],
    left: [
      'import rules and unused code (npm run lint)',
      ...(withSlowTests ? [] : [`unit tests in ${SLOW_TESTS}/, where nothing changed`]),
      'unit tests not affected by the changes',
      'integration and end-to-end tests',
    ],
  };
}
