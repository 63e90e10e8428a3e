import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { synthesize } from '../synthesize.ts';
import { copyInputs } from './testing/copy-inputs.ts';

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'inputs-'));
});

afterAll(() => rm(root, { recursive: true }));

test('the app needs nothing but its inputs: without all other files, its output is the same', async () => {
  await copyInputs(root);
  const made = contentsOf(await synthesize({ root, outDir: 'assembly' }));
  const expected = contentsOf(inject('assemblyDir'));
  expect([...made.keys()]).toEqual([...expected.keys()]);
  expect([...made].filter(([file, content]) => content !== expected.get(file)).map(([file]) => file)).toEqual(
    [],
  );
});

/**
 * The templates and the bundles of an assembly. Source maps name the folder of the installed packages, so they, and the
 * hashes of assets with them, depend on where the project is.
 */
function contentsOf(assemblyDir: string): Map<string, string> {
  const files = globSync(['*.template.json', 'functions/*/*/index.mjs'], { cwd: assemblyDir }).sort();
  expect(files.length).toBeGreaterThan(40);
  const content = (file: string) => readFileSync(join(assemblyDir, file), 'utf8');
  return new Map(files.map((file) => [file, content(file).replaceAll(/[0-9a-f]{64}/g, '(hash)')]));
}
