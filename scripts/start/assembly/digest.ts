import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A digest of the names and contents of files, and of nothing else: their times do not matter.
 * @param folder absolute
 * @param paths files and folders in it, relative to it; what does not exist is as good as a name
 */
export function digestOf(folder: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(folder, path)).sort()) {
    const content = createHash('sha256').update(readFileSync(join(folder, file)));
    digest.update(`${file}\0${content.digest('hex')}\n`);
  }
  return digest.digest('hex');
}

/** The latest time at which one of these files, or its name, was changed, in milliseconds since 1970. */
export function lastChangeOf(folder: string, paths: readonly string[]): number {
  const files = paths.flatMap((path) => filesBelow(folder, path));
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).ctimeMs));
}

function filesBelow(folder: string, path: string): string[] {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(folder, path)).flatMap((name) => filesBelow(folder, join(path, name)));
}
