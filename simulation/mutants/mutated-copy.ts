import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Generated, or not needed to run a simulation. */
const LEFT_OUT = new Set(['node_modules', '.git', '.local', 'cdk.out', 'coverage', 'test', 'bench']);

/** A copy of the project, without its libraries, in which one mutant at a time can be planted. */
export class MutatedCopy {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(PROJECT).filter((each) => !LEFT_OUT.has(each))) {
      cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  }

  /** Runs `work` while the mutant is there. */
  async during<T>({ file, find, replace }: Mutant, work: () => Promise<T>): Promise<T> {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    try {
      return await work();
    } finally {
      writeFileSync(path, text);
    }
  }
}

/** How often a mutant's text is in its file: once, or it has to be written anew. */
export const placesOf = ({ file, find }: Mutant): number =>
  readFileSync(join(PROJECT, file), 'utf8').split(find).length - 1;
