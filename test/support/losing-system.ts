import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { noteRunning } from '../../scripts/running/running-system.ts';
import type { Json } from './api.ts';
import { startOwnSystem } from './system.ts';

const folder = await mkdtemp(join(tmpdir(), 'losing-'));
const data = join(folder, 'data');
await mkdir(data);
let forget = (): void => {};

// Hooks run in reverse order: this one before the system is closed, which needs the folder.
afterAll(() => forget());

/** The consumers of the system, as the stack and the contract name them: `Catalog.ReserveStock`. */
type Consumer = `${'Customer' | 'Catalog' | 'Purchases'}.${string}`;

/**
 * Starts this file's system, or starts it again with the same tables, so that its bus loses all events for good except for
 * those to these consumers. Commands find it by its port.
 * @param delivered default: all.
 */
export async function startLosing(name: string, delivered?: readonly Consumer[]): Promise<Runtime> {
  forget();
  const assemblyDir = await mkdtemp(join(folder, 'cdk-'));
  await cp(inject('assemblyDir'), assemblyDir, { recursive: true });
  if (delivered !== undefined) await disableRules(assemblyDir, delivered);
  const runtime = await startOwnSystem(name, { assemblyDir, data });
  const userPoolIds = runtime.userPools.map(({ id }) => id);
  forget = noteRunning(Number(new URL(runtime.url).port), { ...runtime, userPoolIds });
  return runtime;
}

/** Removes what the system kept. */
export const forgetLosing = (): Promise<void> => rm(folder, { recursive: true, force: true });

async function disableRules(assemblyDir: string, delivered: readonly Consumer[]): Promise<void> {
  const files = (await readdir(assemblyDir)).filter((file) => file.endsWith('.template.json'));
  let enabled = 0;
  for (const file of files) {
    const template: Json = JSON.parse(await readFile(join(assemblyDir, file), 'utf8'));
    const stack = file.split(/[-.]/)[1];
    for (const [id, resource] of Object.entries<Json>(template.Resources ?? {})) {
      if (resource.Type !== 'AWS::Events::Rule') continue;
      const isDelivered = delivered.some((consumer) => `${stack}.${id}`.startsWith(consumer));
      resource.Properties.State = isDelivered ? 'ENABLED' : 'DISABLED';
      enabled += Number(isDelivered);
    }
    await writeFile(join(assemblyDir, file), JSON.stringify(template));
  }
  expect(enabled).toBe(delivered.length);
}
