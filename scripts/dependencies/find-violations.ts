import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { atRunTime, betweenFolders } from '../../.dependency-cruiser.ts';
import { circlesOfFolders } from './circles-of-folders.ts';
import { shortestWays, type Way } from './shortest-ways.ts';

/** What was looked at, and what breaks the rules. */
export interface Findings {
  /** How many modules there are, tests included. */
  readonly modules: number;
  /** One sentence each: which rule, and how what is forbidden is reached. */
  readonly violations: readonly string[];
}

const TESTS = ['\\.test\\.tsx?$', '/testing/', '^test/'];

/**
 * Checks a tree against the rules of `.dependency-cruiser.ts`: each import, with types and tests; then what is reached at
 * run time through other modules; then folders, with types and without tests.
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
  const exclude = { path: TESTS };
  const through = await look(atRunTime, { tsPreCompilationDeps: false, exclude });
  const folderwise = await look(betweenFolders, { exclude, metrics: true });
  return {
    modules: direct.modules.length,
    violations: [
      ...new Map(
        direct.summary.violations.map((violation) => [identityOf(violation), sentenceOf(violation)]),
      ).values(),
      ...shortestWays(through.summary.violations.map(wayOf)),
      ...circlesOfFolders(folderwise),
    ],
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
