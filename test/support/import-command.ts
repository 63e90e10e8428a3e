import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** Runs `npm run import` with these arguments until it ends. @param state the folder of its journal. */
export async function runImportCommand(
  state: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> {
  const script = join(import.meta.dirname, '../../scripts/import/main.ts');
  const child = spawn(
    process.execPath,
    [script, '--base-url', inject('baseUrl'), '--state', state, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output: `${stdout}${stderr}` };
}
