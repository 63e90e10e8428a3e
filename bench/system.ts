import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { synthesize } from '../scripts/start/synthesize.ts';
import { buildHandlers } from '../simulation/load-functions.ts';
import type { System } from '../simulation/run.ts';
import { loadIntoProcess } from '../simulation/system.ts';

/** Builds the system and loads it into this process, which time and the AWS clients are taken from. */
export async function withSystem<T>(work: (system: System) => Promise<T>): Promise<T> {
  const root = resolve('.local/bench');
  mkdirSync(root, { recursive: true });
  const folder = mkdtempSync(join(root, 'system-'));
  try {
    const functions = join(folder, 'functions');
    const [assembly] = await Promise.all([
      synthesize({ outDir: join(folder, 'cdk.out') }),
      buildHandlers(functions),
    ]);
    return await work(await loadIntoProcess({ assembly, functions }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
