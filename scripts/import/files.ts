import { basename, dirname, join } from 'node:path';

/** The files that an import writes: `sales.rejected.csv` and `sales.import-state.jsonl` for `sales.csv`. */
export interface ImportFiles {
  readonly rejected: string;
  readonly journal: string;
}

/** @param outDir where to write them; default: beside the file. */
export function filesOf(file: string, outDir: string | undefined): ImportFiles {
  const name = basename(file).replace(/\.csv$/i, '');
  const base = join(outDir ?? dirname(file), name);
  return { rejected: `${base}.rejected.csv`, journal: `${base}.import-state.jsonl` };
}
