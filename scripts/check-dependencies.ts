import { join } from 'node:path';
import { findViolations } from './dependencies/find-violations.ts';

const FOLDERS = [
  'contracts',
  'client',
  'functions',
  'shared',
  'infra',
  'local',
  'sales-files',
  'sales-import',
  'scripts',
  'simulation',
  'test',
  'bench',
  'web/src',
];

/** Checks the rules of `.dependency-cruiser.ts`; also fails if one of the folders has no modules. */
const { modules, violations } = await findViolations(join(import.meta.dirname, '..'), FOLDERS);
for (const violation of violations) console.error(violation);
console.log(`${modules} modules, ${violations.length} forbidden dependencies`);
process.exitCode = violations.length === 0 ? 0 : 1;
