import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { atRunTime, betweenFolders } from '../../.dependency-cruiser.ts';
import { folderCycles } from './folder-cycles.ts';
import { type ImportPath, shortestPaths } from './shortest-paths.ts';

/** The result of a check. */
export interface Findings {
  /** The number of modules checked, including tests. */
  readonly modules: number;
  /** One line each: the rule, and the path to the forbidden module. */
  readonly violations: readonly string[];
}

const TESTS = ['\\.test\\.tsx?$', '/testing/', '^test/'];

/**
 * Checks a tree against the rules of `.dependency-cruiser.ts`: direct imports, including types and tests; then indirect
 * imports at run time; then imports between folders, including types but not tests.
 * @param baseDir the folder that the rules' paths are relative to.
 * @throws Error if one of the folders has no modules.
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
  if (unseen.length > 0) throw new Error(`No modules found in ${unseen.join(', ')}`);
  const exclude = { path: TESTS };
  const indirect = await look(atRunTime, { tsPreCompilationDeps: false, exclude });
  const folderwise = await look(betweenFolders, { exclude, metrics: true });
  return {
    modules: direct.modules.length,
    violations: [
      ...new Map(
        direct.summary.violations.map((violation) => [identityOf(violation), lineOf(violation)]),
      ).values(),
      ...shortestPaths(indirect.summary.violations.map(pathOf)),
      ...folderCycles(folderwise),
    ],
  };
}

type Violation = ICruiseResult['summary']['violations'][number];

/** The same for all violations of one cycle, which is found once for each of its modules. */
const identityOf = (violation: Violation): string =>
  violation.cycle === undefined
    ? lineOf(violation)
    : violation.cycle
        .map(({ name }) => name)
        .sort()
        .join();

const pathOf = ({ rule, from, to, via = [], cycle = [] }: Violation): ImportPath => {
  const beyond = [...via, ...cycle].map(({ name }) => name);
  return { rule: rule.name, modules: [from, ...(beyond.length > 0 ? beyond : [to])] };
};

const lineOf = (violation: Violation): string => {
  const { rule, modules } = pathOf(violation);
  return `${rule}: ${modules.join(' → ')}`;
};
