import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const tools = join(root, 'node_modules/.bin');

/** Synthesizes like `npm run synth`, into a temporary folder given by its path relative to the project. */
function synth(...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { status, stderr } = spawnSync(
    join(tools, 'cdk'),
    ['synth', '--quiet', '--output', relative(root, folder), ...options],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: [tools, process.env['PATH']].join(delimiter) },
    },
  );
  expect(status, stderr).toBe(0);
  return folder;
}

test('cdk synth with a relative output folder bundles the page and every function', () => {
  const folder = synth('--context', 'stage=prod');
  expect(existsSync(join(folder, 'MultidomainProd-Web.template.json'))).toBe(true);
  expect(existsSync(join(folder, 'page/index.html'))).toBe(true);
  expect(globSync('asset.*/index.html', { cwd: folder })).toHaveLength(1);
  const handlers = globSync('functions/*/handlers/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
  expect(globSync('functions/*/*/index.mjs', { cwd: folder })).toHaveLength(handlers.length);
}, 180_000);
