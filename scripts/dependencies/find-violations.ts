import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config, { atRunTime } from '../../.dependency-cruiser.ts';

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
  const found = [...direct.summary.violations, ...through.summary.violations];
  const isCircle = ({ rule }: (typeof found)[number]) => rule.name === 'no-circles-of-folders';
  return {
    modules: direct.modules.length,
    violations: found.filter((violation) => !isCircle(violation)).map(sentenceOf),
    circles: [...new Set(found.filter(isCircle).map(({ from, to }) => `${from} → ${to}`))].sort(),
  };
}

const sentenceOf = ({
  rule,
  from,
  to,
  via = [],
  cycle = [],
}: ICruiseResult['summary']['violations'][number]) =>
  `${rule.name}: ${[from, ...(via.length > 0 ? via : cycle).map(({ name }) => name)].join(' → ')}${
    via.length + cycle.length > 0 ? '' : ` → ${to}`
  }`;
