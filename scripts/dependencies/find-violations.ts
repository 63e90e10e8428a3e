import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { atRunTime } from '../../.dependency-cruiser.ts';
import { shortestWays, type Way } from './shortest-ways.ts';

/** What was looked at, and what breaks the rules. */
export interface Findings {
  /** How many modules there are, tests included. */
  readonly modules: number;
  /** One sentence each: which rule, and how what is forbidden is reached. */
  readonly violations: readonly string[];
  /** Folders that stand in a circle, `from → to`. */
  readonly circles: readonly string[];
}

const TESTS = ['\\.test\\.tsx?$', '/testing/', '^test/'];

/**
 * Holds the rules of `.dependency-cruiser.ts` against a tree: import by import with types and tests, then at run
 * time through all that lies between.
 * @param baseDir the folder that the rules' paths start in.
 * @throws Error when there is nothing in one of the folders.
 */
export async function findViolations(baseDir: string, folders: readonly string[]): Promise<Findings> {
  const look = async (forbidden: typeof atRunTime, changes: ICruiseOptions): Promise<ICruiseResult> => {
    const { output } = await cruise(
      [...folders],
      { ...config.options, ...changes, baseDir, validate: true, ruleSet: { forbidden } },
      undefined,
      { tsConfig: extractTSConfig('tsconfig.json') },
    );
    return output as ICruiseResult;
  };
  const direct = await look(config.forbidden ?? [], {});
  const unseen = folders.filter((folder) =>
    direct.modules.every(({ source }) => !source.startsWith(`${folder}/`)),
  );
  if (unseen.length > 0) throw new Error(`No module was found in ${unseen.join(', ')}`);
  const through = await look(atRunTime, {
    tsPreCompilationDeps: false,
    exclude: { path: TESTS },
    metrics: true,
  });
  const isCircle = ({ rule }: Violation) => rule.name === 'no-circles-of-folders';
  const indirect = through.summary.violations.filter((violation) => !isCircle(violation));
  const circles = through.summary.violations.filter(isCircle).map(({ from, to }) => `${from} → ${to}`);
  return {
    modules: direct.modules.length,
    violations: [
      ...new Map(
        direct.summary.violations.map((violation) => [identityOf(violation), sentenceOf(violation)]),
      ).values(),
      ...shortestWays(indirect.map(wayOf)),
    ],
    circles: [...new Set(circles)].sort(),
  };
}

type Violation = ICruiseResult['summary']['violations'][number];

/** The modules of a cycle find it one by one: it is still one. */
const identityOf = (violation: Violation): string =>
  violation.cycle === undefined
    ? sentenceOf(violation)
    : violation.cycle
        .map(({ name }) => name)
        .sort()
        .join();

const wayOf = ({ rule, from, to, via = [], cycle = [] }: Violation): Way => {
  const beyond = [...via, ...cycle].map(({ name }) => name);
  return { rule: rule.name, modules: [from, ...(beyond.length > 0 ? beyond : [to])] };
};

const sentenceOf = (violation: Violation): string => {
  const { rule, modules } = wayOf(violation);
  return `${rule}: ${modules.join(' → ')}`;
};
