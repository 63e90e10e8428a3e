import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from '../row.ts';

const run = promisify(execFile);

/** What it costs to write what is searched; `measure-writes.ts` measures it in a process of its own. */
export async function writeRows(): Promise<Row[]> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'measure-writes.ts')]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
