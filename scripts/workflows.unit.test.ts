import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync('.github/{workflows,actions/**}/*.{yml,yaml}', { cwd: root });
const workflows = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

/** A commit with its version in a comment, `owner/action@0123… # v5.1.0`, or an action of this repository. */
const PINNED = /^(?:[\w.-]+\/[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+|\.\/.+)$/;

test('there are workflows', () => {
  expect(files).toContain(join('.github', 'workflows', 'deploy.yml'));
});

test.each(workflows)('%s pins every action to a commit, because tags can be moved', (_, text) => {
  const used = [...text.matchAll(/^[\s-]*["']?uses["']?\s*:\s*(.+?)\s*$/gm)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !PINNED.test(action ?? ''))).toEqual([]);
});
