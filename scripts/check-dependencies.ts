import { join } from 'node:path';
import { KNOWN_CIRCLES } from '../.dependency-cruiser.ts';
import { findViolations } from './dependencies/find-violations.ts';

const FOLDERS = [
  'contracts',
  'client',
  'functions',
  'shared',
  'infra',
  'local',
  'scripts',
  'test',
  'bench',
  'web/src',
];

/** Holds the rules of `.dependency-cruiser.ts`; fails too when a folder was not looked at. */
const { modules, violations, circles } = await findViolations(join(import.meta.dirname, '..'), FOLDERS);
const problems = [
  ...violations,
  ...circles
    .filter((circle) => !KNOWN_CIRCLES.includes(circle))
    .map((circle) => `no-circles-of-folders: ${circle}`),
  ...KNOWN_CIRCLES.filter((circle) => !circles.includes(circle)).map(
    (circle) => `${circle} is no part of a circle any more: take it off the list in .dependency-cruiser.ts`,
  ),
];
for (const problem of problems) console.error(problem);
console.log(
  `${modules} modules, ${violations.length} forbidden dependencies, ${circles.length} known between folders`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
