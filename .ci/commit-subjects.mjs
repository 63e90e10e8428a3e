import { spawnSync } from 'node:child_process';

// Fails if the subject of a commit is longer than git's tools and GitHub show.
// Usage: node .ci/commit-subjects.mjs [RANGE]. The default range is the last ten commits. Merge commits, whose subjects
// GitHub writes, are excluded.
const LIMIT = 72;
const range = process.argv.slice(2);
const args = ['log', '--no-merges', '--format=%h %s', ...(range.length > 0 ? range : ['-10'])];
const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
if (status !== 0) {
  // A downloaded archive of the sources has no history.
  console.log(`No commits to check: ${stderr?.trim() ?? 'git is not installed'}`);
} else {
  const commits = stdout.split('\n').filter(Boolean);
  const long = commits.filter((line) => line.slice(line.indexOf(' ') + 1).length > LIMIT);
  for (const line of long) console.error(`More than ${LIMIT} characters: ${line}`);
  console.log(`${commits.length} commit subjects, ${long.length} too long`);
  process.exitCode = long.length === 0 ? 0 : 1;
}
