import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../project-folder.ts';
import { type SynthesizeOptions, synthesize } from '../synthesize.ts';
import { digestOf } from './digest.ts';
import { digestOfInputs, lastChangeOfInputs } from './inputs.ts';
import { isInUse, use } from './users.ts';

/** How many are kept, and all that are in use: people have some for their contexts, and go back and forth. */
const KEPT = 4;

/** The prefix of an assembly that is not complete. */
const UNFINISHED = 'unfinished-';

type Context = SynthesizeOptions['context'];

/** The CDK app's output, made anew only if something has changed that it is made from. */
export interface KeptAssemblies {
  /** The folder of the assembly that was made from what is there now; undefined if there is none. */
  find(context?: Context): string | undefined;
  /** Makes the assembly, and returns its folder. Nobody may write into it. @throws SynthesisError */
  make(context?: Context, signal?: AbortSignal): Promise<string>;
}

/**
 * Assemblies by the digest of their inputs, each in `<digest>/assembly`. A folder has this name only if it is complete:
 * it is made under another one.
 * @param root the project's folder
 */
export function keptAssemblies(root = PROJECT_FOLDER): KeptAssemblies {
  const folder = join(root, '.local/assemblies');
  return {
    find: (context) => complete(folder, digestOfInputs(root, context)),
    async make(context, signal) {
      mkdirSync(folder, { recursive: true });
      const unfinished = mkdtempSync(join(folder, UNFINISHED));
      const end = use(unfinished);
      try {
        const inputs = await synthesizeAll(root, join(unfinished, 'assembly'), { context, signal });
        writeFileSync(join(unfinished, 'contents'), digestOf(unfinished, ['assembly']));
        end();
        return keep(folder, unfinished, inputs);
      } finally {
        end();
        rmSync(unfinished, { recursive: true, force: true });
        removeOldest(folder);
      }
    },
  };
}

/** The assembly of the project, reused or made. @throws SynthesisError */
export async function currentAssembly(
  options: Pick<SynthesizeOptions, 'context' | 'signal'> = {},
): Promise<string> {
  const assemblies = keptAssemblies();
  return assemblies.find(options.context) ?? (await assemblies.make(options.context, options.signal));
}

/** Synthesizes until nothing has changed meanwhile, and returns the digest of what it was made from. */
async function synthesizeAll(
  root: string,
  outDir: string,
  { context, signal }: { readonly context: Context; readonly signal: AbortSignal | undefined },
): Promise<string> {
  for (;;) {
    const inputs = digestOfInputs(root, context);
    const lastChange = lastChangeOfInputs(root);
    await synthesize({ root, outDir, ...(context && { context }), ...(signal && { signal }) });
    if (lastChangeOfInputs(root) === lastChange && digestOfInputs(root, context) === inputs) return inputs;
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Gives an assembly its name. Another process may have made the same one meanwhile. */
function keep(folder: string, made: string, inputs: string): string {
  const kept = join(folder, inputs);
  try {
    renameSync(made, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  }
  const assembly = complete(folder, inputs);
  if (assembly === undefined) throw new Error(`${kept} was changed by another program. Start again.`);
  return assembly;
}

/** Notes that this process uses an assembly. One that is not as it was made is removed. */
function complete(folder: string, inputs: string): string | undefined {
  const kept = join(folder, inputs);
  if (!existsSync(kept)) return undefined;
  const end = use(kept);
  if (contentsOf(kept) === digestOf(kept, ['assembly'])) {
    const now = new Date();
    utimesSync(kept, now, now);
    return join(kept, 'assembly');
  }
  end();
  remove(folder, inputs);
  return undefined;
}

const contentsOf = (kept: string): string | undefined => {
  const file = join(kept, 'contents');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** Removes those that were used longest ago, and what interrupted syntheses left, except for what is in use. */
function removeOldest(folder: string): void {
  const all = readdirSync(folder).map((name) => ({ name, usedAt: usedAt(join(folder, name)) }));
  const kept = all.filter(({ name }) => !name.startsWith(UNFINISHED)).sort((a, b) => b.usedAt - a.usedAt);
  const left = all.filter(({ name }) => name.startsWith(UNFINISHED));
  for (const { name } of [...kept.slice(KEPT), ...left]) {
    if (!isInUse(join(folder, name))) remove(folder, name);
  }
}

const usedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Takes the name away first: nobody finds one that is half removed. */
function remove(folder: string, name: string): void {
  const removed = join(folder, name.startsWith(UNFINISHED) ? name : `${UNFINISHED}${process.pid}-${name}`);
  try {
    if (removed !== join(folder, name)) renameSync(join(folder, name), removed);
  } catch {
    // Another process was faster.
    return;
  }
  rmSync(removed, { recursive: true, force: true });
}
