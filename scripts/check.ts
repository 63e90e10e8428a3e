import { spawnSync } from 'node:child_process';
import { planCheck } from './check/steps.ts';

/**
 * The checks for every save, in a few seconds: types, format and lint, and the unit tests affected by the changes since
 * the last commit. All steps run, even if one fails.
 */
const { steps, left } = planCheck(changedFiles());
const failed = steps.filter(({ name, command, args }) => {
  console.log(`── ${name}: ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0;
});
console.log(`── Only npm test runs: ${left.join('; ')}.`);
if (failed.length > 0) console.error(`── Failed: ${failed.map(({ name }) => name).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Changed and new files, as git lists them; none outside a repository, which vitest reports. */
function changedFiles(): string[] {
  const git = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'];
  const { stdout } = spawnSync('git', git, { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.slice(3));
}
