import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../local/runtime.ts';
import { servePage } from '../../scripts/start/page/serve-page.ts';
import { people } from '../../scripts/start/people.ts';

/** A system under test. `logFile` is empty if functions do not log to a file. */
interface System {
  readonly baseUrl: string;
  readonly logFile: string;
}

let system: System = { baseUrl: inject('baseUrl'), logFile: inject('logFile') };
let close = async (): Promise<void> => {};

// Registered before all other hooks, so it runs after them: they still need the system.
afterAll(() => close());

/** The system that the tests of this file use. */
export const systemUnderTest = (): System => system;

/**
 * Starts an embedded runtime only for this file, instead of using the shared one, or instead of the one that it started
 * before. Call it first outside of tests.
 */
export async function startOwnSystem(
  name: string,
  options: Pick<RuntimeOptions, 'beforeDynamoDb' | 'busFault' | 'data'> & { readonly assemblyDir?: string },
): Promise<Runtime> {
  await close();
  const logFile = join(import.meta.dirname, `../../.local/e2e-${name}.log`);
  await rm(logFile, { force: true });
  const runtime = await startRuntime({
    ...{ assemblyDir: inject('assemblyDir'), logFile, people, ...servePage, ...options },
    onFunctionError: () => {},
  });
  close = () => runtime.close();
  system = { baseUrl: runtime.url, logFile };
  return runtime;
}
