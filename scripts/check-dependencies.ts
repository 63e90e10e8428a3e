import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.ts';

const FOLDERS = ['functions', 'shared', 'infra', 'local', 'scripts', 'test', 'web/src'];

/** Holds the rules of `.dependency-cruiser.ts`; fails too when a folder was not looked at. */
const { forbidden, options = {} } = config;
const { output } = await cruise(
  FOLDERS,
  { ...options, validate: true, ruleSet: { forbidden: forbidden ?? [] } },
  undefined,
  { tsConfig: extractTSConfig('tsconfig.json') },
);
const { modules, summary } = output as ICruiseResult;
const unseen = FOLDERS.filter((folder) => !modules.some(({ source }) => source.startsWith(`${folder}/`)));
if (unseen.length > 0) throw new Error(`No module was cruised in ${unseen.join(', ')}`);
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`${modules.length} modules, ${summary.violations.length} forbidden dependencies`);
process.exitCode = summary.violations.length === 0 ? 0 : 1;
