import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../scripts/start/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the synthesized CDK app. */
    assemblyDir: string;
  }
}

/** Synthesizes the CDK app once for all tests of a project; only it declares the tables. */
export default async function synthesizeOnce(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  project.provide('assemblyDir', await synthesize({ outDir: folder }));
  return () => rmSync(folder, { recursive: true, force: true });
}
