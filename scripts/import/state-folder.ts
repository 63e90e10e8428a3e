import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { UsageError } from '../terminal/usage-error.ts';

/** Where what was imported is kept unless somebody names a folder: it must not be lost with the files. */
export function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const base = XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), '.local', 'state');
  return join(base, 'multidomain', 'import');
}

/** @throws UsageError if nothing can be written there. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`Cannot write to ${folder}. Choose another folder with --state.`);
  }
}

/** The journal of what was imported into a system: one for each, whatever the files. */
export const journalFile = (folder: string, baseUrl: string): string =>
  join(folder, `${baseUrl.replace(/^https?:\/\//, '').replace(/[^\w.-]+/g, '-')}.jsonl`);

/** Where the rejected lines of a file are written: `sales.rejected.csv` for `sales.csv`. */
export const rejectedFile = (folder: string, file: string): string =>
  join(folder, `${basename(file).replace(/(\.(csv|tsv|txt|xlsx))?(\.gz)?$/i, '')}.rejected.csv`);

/** Where it is kept what somebody answered about files. */
export const answersFile = (folder: string): string => join(folder, 'answers.jsonl');
