import { type FSWatcher, watch } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { context, type OutputFile } from 'esbuild';
import { handlersBuild } from './bundle-handlers.ts';

/** What handlers are made of. */
const SOURCES = ['functions', 'shared', 'contracts'];

/** Editors write a file in several steps. */
const SETTLED_MS = 30;

export interface WatchOptions {
  /** The project's folder, absolute. */
  readonly folder: string;
  /** Where the bundles go, absolute: `<service>/<handler>/index.mjs`. */
  readonly outDir: string;
  /** Told after each build which handlers have changed: the absolute folders of their bundles. */
  readonly onBuilt: (folders: readonly string[]) => void;
  /** Told why a build failed; the bundles stay as they were. */
  readonly onFailure: (message: string) => void;
}

/**
 * Bundles all handlers, and again whenever a source changes, until it is closed. What several handlers share is in
 * files of its own, so that a change takes a fraction of a second; nothing is minified.
 */
export async function watchHandlers({ folder, outDir, onBuilt, onFailure }: WatchOptions) {
  const build = await context({
    ...handlersBuild(folder),
    outdir: outDir,
    write: false,
    splitting: true,
    chunkNames: 'chunks/[hash]',
    logLevel: 'silent',
  });
  const known = new Map<string, string>();
  let building = Promise.resolve();
  let settling: NodeJS.Timeout | undefined;

  const rebuild = async (): Promise<void> => {
    try {
      const { outputFiles } = await build.rebuild();
      const changed = outputFiles.filter(({ path, hash }) => known.get(path) !== hash);
      await write(changed);
      for (const { path, hash } of changed) known.set(path, hash);
      onBuilt(changed.filter(isEntry).map(({ path }) => dirname(path)));
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const enqueue = (): void => {
    building = building.then(rebuild);
  };
  const watchers = SOURCES.map((source) => watch(join(folder, source), { recursive: true }, onChange));

  function onChange(_: string, file: string | null): void {
    if (file?.endsWith('.test.ts')) return;
    clearTimeout(settling);
    settling = setTimeout(enqueue, SETTLED_MS);
  }

  enqueue();
  await building;
  return {
    async close(): Promise<void> {
      clearTimeout(settling);
      closeAll(watchers);
      await building;
      await build.dispose();
    },
  };
}

/** What is shared first: a handler must not be loaded before it is there. */
async function write(files: readonly OutputFile[]): Promise<void> {
  for (const file of files.toSorted((one, other) => Number(isEntry(one)) - Number(isEntry(other)))) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
}

const isEntry = ({ path }: OutputFile): boolean => basename(path) === 'index.mjs';

function closeAll(watchers: readonly FSWatcher[]): void {
  for (const watcher of watchers) watcher.close();
}
