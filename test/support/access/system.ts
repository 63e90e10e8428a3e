import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { RouteSpec } from '../../../local/model.ts';
import { type Runtime, startRuntime } from '../../../local/runtime.ts';
import { loadSystem } from '../../../local/template/load-system.ts';
import { currentAssembly } from '../../../scripts/start/assembly/kept-assemblies.ts';
import { servePage } from '../../../scripts/start/page/serve-page.ts';
import { people } from '../../../scripts/start/people.ts';
import { capturePrinted } from './printed.ts';

/** Somebody who may sign in, but has no role. */
export const STRANGER = 'stranger@example.com';

/** An embedded runtime on which people have to sign in. */
export interface SignedInSystem {
  readonly runtime: Runtime;
  /** Every route of its template, those for requests that match no other included. */
  readonly routes: readonly RouteSpec[];
  readonly issuer: string;
  readonly clientId: string;
  readonly logFile: string;
  /** What everything on this machine but the functions has printed: the gateway, the provider, the page's server. */
  printed(): string;
  /** Resolves when nothing is left to do. @throws Error after a minute. */
  settled(): Promise<void>;
}

/** Starts a system for the tests of a file. */
export async function startSignedInSystem(name: string): Promise<SignedInSystem> {
  const local = join(import.meta.dirname, '../../../.local');
  const logFile = join(local, `e2e-${name}.log`);
  await rm(logFile, { force: true });
  const assemblyDir = await currentAssembly({ context: { authorization: 'cognito' } });
  const summaries: string[] = [];
  const printed = capturePrinted();
  const runtime = await startRuntime({
    assemblyDir,
    logFile,
    people: [...people, { email: STRANGER, name: 'Sam Stranger', groups: [] }],
    // `npm start` prints them.
    onFunctionError: (summary) => summaries.push(summary),
    ...servePage,
  });
  afterAll(() => runtime.close());
  const [{ issuer, clients } = { issuer: '', clients: [] }] = runtime.userPools;
  return {
    runtime,
    routes: loadSystem(assemblyDir).apis.flatMap((api) => api.routes),
    issuer,
    clientId: clients[0]?.id ?? '',
    logFile,
    printed: () => [...summaries, printed()].join('\n'),
    async settled() {
      if (!(await runtime.whenIdle(60_000))) throw new Error('The system does not settle.');
    },
  };
}
