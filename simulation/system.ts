import { resolve } from 'node:path';
import { loadSystem } from '../local/template/load-system.ts';
import { replaceAwsClients, silenceMetrics } from './aws-clients.ts';
import { takeControl } from './controlled-process.ts';
import { loadHandlers } from './load-functions.ts';
import type { System } from './run.ts';

/** The folders of a system that is ready to be simulated. */
export interface SystemFolders {
  /** The synthesized CDK app. */
  readonly assembly: string;
  /** Its handlers, as `buildHandlers` builds them. */
  readonly functions: string;
}

/** Loads a system into this process, which then cannot tell the time or call AWS any more, except in a run. */
export async function loadIntoProcess({ assembly, functions }: SystemFolders): Promise<System> {
  takeControl();
  replaceAwsClients();
  silenceMetrics();
  const model = loadSystem(assembly);
  return { model, handlers: await loadHandlers(model.functions, resolve(functions)) };
}
