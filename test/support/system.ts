import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { type RuntimeOptions, startRuntime } from '../../local/runtime.ts';

/** A system under test. `logFile` is empty where functions write no file. */
interface System {
  readonly baseUrl: string;
  readonly logFile: string;
}

let system: System = { baseUrl: inject('baseUrl'), logFile: inject('logFile') };
let close = async (): Promise<void> => {};

// Registered before all other hooks, and so run after them: they still need the system.
afterAll(() => close());

/** The system that the tests of this file talk to. */
export const systemUnderTest = (): System => system;

/** Starts an embedded runtime for this file alone, in place of the one that all share. Call it outside of tests. */
export async function startOwnSystem(
  name: string,
  options: Pick<RuntimeOptions, 'beforeDynamoDb'>,
): Promise<void> {
  const logFile = join(import.meta.dirname, `../../.local/e2e-${name}.log`);
  await rm(logFile, { force: true });
  const assemblyDir = inject('assemblyDir');
  const runtime = await startRuntime({ assemblyDir, logFile, onFunctionError: () => {}, ...options });
  close = () => runtime.close();
  system = { baseUrl: runtime.url, logFile };
}
