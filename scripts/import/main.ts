import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiShop } from '../api/api-shop.ts';
import { failureText } from '../api/failure-text.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { tokensFor } from '../tokens/token-for.ts';
import { type ImportArguments, readArguments, USAGE } from './arguments.ts';
import { AlreadyImported } from './earlier-import.ts';
import { filesOf } from './files.ts';
import { Journal } from './journal.ts';
import { planImport } from './plan.ts';
import { readSales, UnreadableFile } from './read-sales.ts';
import { writeRejected } from './rejected-file.ts';
import { runImport } from './run-import.ts';
import { summarize, summaryText } from './summary.ts';

const FAILED = 1;
const BAD_USAGE = 2;

const stop = stopOnSignals();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (options !== undefined) return await importFile(options);
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return fail('Stopped. Run the same command again to continue.', stop.exitCode);
    if (error instanceof UsageError) return fail(error.message, BAD_USAGE);
    if (error instanceof UnreadableFile) return fail(error.message, FAILED);
    const failure = failureText(error);
    if (failure !== undefined) {
      return fail(
        `${failure}\nCheck that the system is running (npm start) and that --base-url is right, then run the same command again to continue.`,
        FAILED,
      );
    }
    if (error instanceof AlreadyImported) {
      return fail(`${error.message}\nRestore the journal, or import everything again with --force.`, FAILED);
    }
    return fail(error instanceof Error ? (error.stack ?? error.message) : String(error), FAILED);
  }
}

async function importFile({ file, columns, stock, ...options }: ImportArguments): Promise<number> {
  const { header, ...sales } = readSales(bytesOf(file), columns);
  const plan = planImport({ header, ...sales }, stock);
  const files = filesOf(file, options.outDir);
  prepare(dirname(files.journal));
  const { baseUrl } = options;
  const token = tokensFor({ url: baseUrl, role: 'editor' });
  await signedInClient({ baseUrl, token, attempts: 1 })('GET /purchases', { query: { limit: 1 } });
  const api = signedInClient({ baseUrl, token, stopSignal: stop.signal });
  const started = performance.now();
  const outcomes = await runImport(plan, {
    shop: new ApiShop(api),
    journal: new Journal(files.journal, baseUrl),
    limit: options.concurrency,
    signal: stop.signal,
    progress: createProgressBar(process.stdout),
    force: options.force,
    now: Date.now(),
  });
  const summary = summarize(plan, outcomes, (performance.now() - started) / 1000);
  writeRejected(files.rejected, header, summary.rejected);
  process.stdout.write(`${summaryText(summary, files.rejected)}\n`);
  return summary.pending === 0 ? 0 : FAILED;
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`Cannot write to ${folder}. Choose another folder with --out-dir.`);
  }
}

function bytesOf(file: string): Uint8Array {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw new UsageError(`${file} is not a file.`);
  return readFileSync(file);
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
