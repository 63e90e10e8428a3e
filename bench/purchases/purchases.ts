import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, Row } from '../row.ts';
import { modelRows } from './model.ts';

const run = promisify(execFile);

/** What a purchase costs, alone and when there are many, how fast one product sells, and what bounds the whole. */
export const purchases: Benchmark = {
  title: 'What a purchase costs, by the real handlers on tables in memory, in simulated time',
  run: async () => [...(await measured()), ...modelRows()],
};

/** What `measure.ts` measures in a process of its own. */
export async function measured(): Promise<Row[]> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'measure.ts')]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
