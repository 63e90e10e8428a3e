import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { planImport } from '../../sales-import/plan.ts';
import { readInputs } from '../../scripts/import/read-inputs.ts';
import { PROJECT_FOLDER } from '../../scripts/start/project-folder.ts';
import { usageOf } from '../embedded/process-usage.ts';
import { startSystem } from '../embedded/started-system.ts';
import type { Benchmark } from '../row.ts';
import { INVENTED, inventedSales } from './invented-sales.ts';
import { oneByOne } from './one-by-one.ts';

const PLAIN_PURCHASES = 200;

/** `npm run import` of a day's sales into an empty system, each in a process of its own. Needs Linux, which says what a process takes. */
export const importing: Benchmark = {
  title: `How fast a file of ${INVENTED.sales} sales is imported`,
  async run(progress) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
    const file = join(folder, 'sales.csv');
    writeFileSync(file, inventedSales());
    const plan = planImport(await readInputs([file], {}));
    const system = await startSystem(['--no-demo']);
    try {
      progress('npm run import');
      await system.settled();
      const before = usageOf(system.pid);
      const { lines, seconds } = await runImport(file, system.url, join(folder, 'state'));
      await system.settled();
      const after = usageOf(system.pid);
      const engine = (after.engine.cpuMs - before.engine.cpuMs) / INVENTED.sales;
      const runtime = (after.runtime.cpuMs - before.runtime.cpuMs) / INVENTED.sales;
      progress('one by one');
      const plain = await oneByOne(system.url, plan, PLAIN_PURCHASES);
      return [
        { name: 'import: lines', value: lines / seconds, unit: '1/s', mark: { atLeast: 144 } },
        { name: 'import: purchases imported', value: INVENTED.sales / seconds, unit: '1/s' },
        {
          name: `import: the plain way, ${PLAIN_PURCHASES} purchases one by one`,
          value: plain,
          unit: '1/s',
        },
        { name: 'import: CPU a purchase', value: runtime + engine, unit: 'ms' },
        { name: 'import: CPU a purchase, the DynamoDB engine alone', value: engine, unit: 'ms' },
      ];
    } finally {
      await system.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

/**
 * Imports a file with the command that users type.
 * @returns the lines of the file, and how long the command says that it took.
 * @throws Error if not all was imported that can be.
 */
async function runImport(
  file: string,
  url: string,
  state: string,
): Promise<{ lines: number; seconds: number }> {
  const options = ['--yes', '--json', '--state', state, '--base-url', url];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/import/main.ts', file, ...options],
    { cwd: PROJECT_FOLDER, maxBuffer: 2 ** 26 },
  );
  const { result, rejected } = JSON.parse(stdout) as {
    result: { imported: number; pending: number; seconds: number };
    rejected: unknown[];
  };
  const { imported, pending, seconds } = result;
  if (imported !== INVENTED.sales + INVENTED.returns || pending > 0)
    throw new Error(`Only ${imported} lines were imported, ${pending} are pending.`);
  return { lines: imported + rejected.length, seconds };
}
