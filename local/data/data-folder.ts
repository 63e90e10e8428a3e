import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { lockFolder } from './folder-lock.ts';
import { writeFileAtomically } from './write-file.ts';

/** Of the files; raised when a later version cannot read those of an earlier one. */
export const LAYOUT = 1;

const current = z.object({
  layout: z.number(),
  /** The folder with the data, in the folder that the user named. */
  folder: z.string().regex(/^data-\d+$/),
  /** What was still being loaded. */
  loading: z.string().optional(),
});

type Current = z.infer<typeof current>;

/** The folder cannot hold this system's data; the message says what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** A folder that keeps everything from one start to the next; locked until it is closed. */
export interface DataFolder {
  /** As an absolute path. */
  readonly path: string;
  /** Where the runtime keeps its files; another folder once other data have taken their place. */
  readonly files: string;
  /** What the system has to load before its data are complete. */
  readonly loading: string | undefined;
  /** Notes that nothing has to be loaded any more. */
  loaded(): void;
  /** Unlocks the folder. */
  close(): void;
}

/**
 * Opens a folder and locks it; makes it if there is none.
 * @param firstLoad what is to be loaded into a new folder, such as `demo data`; default: nothing
 * @throws FolderInUseError, DataFolderError
 */
export function openDataFolder(folder: string, firstLoad?: string): DataFolder {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder, join(path, 'lock'));
  try {
    const now = readCurrent(path) ?? begin(path, firstLoad);
    return {
      path,
      files: join(path, now.folder),
      loading: now.loading,
      loaded() {
        if (now.loading !== undefined) writeCurrent(path, { layout: LAYOUT, folder: now.folder });
      },
      close: unlock,
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Gives a folder other data than it has, or its first: `write` puts the files into an empty folder. A crash leaves the old
 * data or the new.
 * @returns the folder of the former files, which are kept; undefined if there were none
 * @throws FolderInUseError, DataFolderError
 */
export function replaceData(folder: string, write: (files: string) => void): string | undefined {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder, join(path, 'lock'));
  try {
    const before = readCurrent(path)?.folder;
    const next = `data-${Number(before?.slice('data-'.length) ?? 0) + 1}`;
    rmSync(join(path, next), { recursive: true, force: true });
    mkdirSync(join(path, next));
    try {
      write(join(path, next));
    } catch (error) {
      rmSync(join(path, next), { recursive: true, force: true });
      throw error;
    }
    writeCurrent(path, { layout: LAYOUT, folder: next });
    return before && join(path, before);
  } finally {
    unlock();
  }
}

/** Where the files of a folder are that another process may have open. @throws DataFolderError if it has no data */
export function filesOf(folder: string): string {
  const path = resolve(folder);
  const now = readCurrent(path);
  if (now === undefined) throw new DataFolderError(`${folder} has no data.`);
  return join(path, now.folder);
}

/** A first start that was interrupted may have left files. */
function begin(path: string, loading: string | undefined): Current {
  const now = { layout: LAYOUT, folder: 'data-1', ...(loading !== undefined && { loading }) };
  rmSync(join(path, now.folder), { recursive: true, force: true });
  mkdirSync(join(path, now.folder));
  writeCurrent(path, now);
  return now;
}

const currentFile = (path: string): string => join(path, 'current.json');

function readCurrent(path: string): Current | undefined {
  const file = currentFile(path);
  if (!existsSync(file)) return undefined;
  const read = current.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!read.success) {
    throw new DataFolderError(`${file} does not say where the data are: ${z.prettifyError(read.error)}`);
  }
  if (read.data.layout > LAYOUT) {
    const versions = `layout ${read.data.layout}, and this version knows ${LAYOUT}`;
    throw new DataFolderError(`${path} was written by a later version (${versions}). Use that version.`);
  }
  return read.data;
}

function writeCurrent(path: string, now: Current): void {
  writeFileAtomically(currentFile(path), `${JSON.stringify(now, undefined, 2)}\n`);
}
