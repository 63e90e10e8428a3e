import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { DeveloperCredentials } from '../local/iam/developer-credentials.ts';
import { type RuntimeOptions, startRuntime } from '../local/runtime.ts';
import { loadSystem } from '../local/template/load-system.ts';
import { findFault } from '../scripts/deployed/find-fault.ts';
import { currentAssembly } from '../scripts/start/assembly/kept-assemblies.ts';
import { servePage } from '../scripts/start/page/serve-page.ts';
import { people as viewerAndEditor } from '../scripts/start/people.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the system under test; the API is below `/api`. */
    baseUrl: string;
    /** The embedded runtime's AWS endpoint, with its credentials, bus and log; empty on any other target. */
    awsEndpoint: string;
    awsCredentials: DeveloperCredentials;
    busName: string;
    logFile: string;
  }
}

/**
 * Starts the embedded runtime for all end-to-end tests, or uses the running system at `BASE_URL`.
 * @param people who can sign in to the embedded runtime
 */
export default async function setup(
  { provide }: TestProject,
  people: RuntimeOptions['people'] = viewerAndEditor,
): Promise<() => Promise<void>> {
  const { BASE_URL } = process.env;
  if (BASE_URL !== undefined) {
    const baseUrl = BASE_URL.replace(/\/+$/, '');
    const fault = await findFault(baseUrl);
    // The message says what to do; a stack trace would not help.
    if (fault !== undefined) throw Object.assign(new Error(fault), { stack: '' });
    provide('baseUrl', baseUrl);
    provide('assemblyDir', '');
    provide('awsEndpoint', '');
    provide('awsCredentials', { accessKeyId: '', secretAccessKey: '' });
    provide('busName', '');
    provide('logFile', '');
    return async () => {};
  }
  const logFile = join(import.meta.dirname, '../.local/e2e-functions.log');
  // Removes the log of the previous run.
  await rm(logFile, { force: true });
  const assemblyDir = await currentAssembly();
  const runtime = await startRuntime({
    assemblyDir,
    logFile,
    onFunctionError: () => {},
    people,
    ...servePage,
  });
  provide('assemblyDir', assemblyDir);
  provide('baseUrl', runtime.url);
  provide('awsEndpoint', runtime.awsEndpoint);
  provide('awsCredentials', runtime.awsCredentials);
  provide('busName', loadSystem(assemblyDir).buses[0]?.name ?? '');
  provide('logFile', logFile);
  return () => runtime.close();
}
