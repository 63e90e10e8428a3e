import { spawnSync } from 'node:child_process';

// Fails for a commit whose subject is longer than git and its web pages show. Usage: commit-subjects.mjs [RANGE];
// without one, the last ten. Merges are made by the platform, in its own words.
const LIMIT = 72;
const range = process.argv.slice(2);
const args = ['log', '--no-merges', '--format=%h %s', ...(range.length > 0 ? range : ['-10'])];
const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
if (status !== 0) {
  // Sources that were downloaded have no history to check.
  console.log(`No commits to check: ${stderr?.trim() ?? 'there is no git'}`);
} else {
  const commits = stdout.split('\n').filter(Boolean);
  const long = commits.filter((line) => line.slice(line.indexOf(' ') + 1).length > LIMIT);
  for (const line of long) console.error(`More than ${LIMIT} characters: ${line}`);
  console.log(`${commits.length} commit subjects, ${long.length} too long`);
  process.exitCode = long.length === 0 ? 0 : 1;
}
