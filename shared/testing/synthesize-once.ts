import type { TestProject } from 'vitest/node';
import { currentAssembly } from '../../scripts/start/assembly/kept-assemblies.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the synthesized CDK app. */
    assemblyDir: string;
  }
}

/** Synthesizes the CDK app for all tests of a project, unless it is unchanged; only it declares the tables. */
export default async function synthesizeOnce(project: TestProject): Promise<void> {
  project.provide('assemblyDir', await currentAssembly());
}
