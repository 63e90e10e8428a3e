import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders that this process uses, with their notes. */
const own = new Set<string>();

process.once('exit', () => {
  for (const note of own) rmSync(note, { force: true });
});

/** Notes in a folder that this process uses it, until it ends or the returned function is called. */
export function use(folder: string): () => void {
  const note = join(folder, 'users', String(process.pid));
  mkdirSync(join(folder, 'users'), { recursive: true });
  writeFileSync(note, '');
  own.add(note);
  return () => {
    own.delete(note);
    rmSync(note, { force: true });
  };
}

/** Whether a process uses a folder. Notes of processes that were killed do not count. */
export function isInUse(folder: string): boolean {
  return notesIn(join(folder, 'users')).some((pid) => {
    const ownNote = Number(pid) === process.pid;
    return ownNote ? own.has(join(folder, 'users', pid)) : isRunning(Number(pid));
  });
}

function notesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
