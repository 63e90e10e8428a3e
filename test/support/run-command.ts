import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a command printed, and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Starts the program of an npm script on the system at an address. @param script a folder of scripts/. */
export function startCommand(script: string, url: string, ...args: string[]) {
  const program = join(import.meta.dirname, '../../scripts', script, 'main.ts');
  const child = spawn(process.execPath, [program, ...args, '--port', new URL(url).port], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, ended: once(child, 'close').then(([code]): number => code) };
}

/** Runs such a program to its end. */
export async function runCommand(...command: Parameters<typeof startCommand>): Promise<Ran> {
  const { child, ended } = startCommand(...command);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code };
}
