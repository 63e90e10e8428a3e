import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentAssembly } from '../start/assembly/kept-assemblies.ts';
import { PROJECT_FOLDER } from '../start/project-folder.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments, type SoakArguments, USAGE } from './arguments.ts';
import { reportOf } from './report.ts';
import { soak } from './soak.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (options !== undefined) return await run(options);
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run(options: SoakArguments): Promise<number> {
  const interruption = stopOnSignals();
  const { signal } = interruption;
  const data = mkdtempSync(join(tmpdir(), 'soak-'));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    say(`Seed ${options.seed}, ${options.minutes} minutes. Building and starting the system.`);
    const assemblyDir = await currentAssembly({ signal });
    const logFile = join(PROJECT_FOLDER, '.local/soak-functions.log');
    const result = await soak({ ...options, assemblyDir, data, logFile, signal, say });
    say(reportOf(result));
    return result.violations.length === 0 ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    say('Stopped; nothing was checked.');
    return interruption.exitCode;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
