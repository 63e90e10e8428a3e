import { SalesFileError } from '../../sales-files/sales-file-error.ts';
import { AlreadyImported } from '../../sales-import/earlier-import.ts';
import { type NamedFile, planImport } from '../../sales-import/plan.ts';
import { runImport } from '../../sales-import/run-import.ts';
import { ApiShop } from '../../sales-import/shop/api-shop.ts';
import { summarize } from '../../sales-import/summary.ts';
import { failureText } from '../api/failure-text.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { ask } from '../terminal/ask.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { tokensFor } from '../tokens/token-for.ts';
import { Answers } from './answers.ts';
import { type ImportArguments, mayAsk, readArguments, USAGE } from './arguments.ts';
import { openJournal } from './journal-file.ts';
import { planText } from './plan-text.ts';
import { readInputs } from './read-inputs.ts';
import { writeRejected } from './rejected-file.ts';
import { reportJson } from './report-json.ts';
import { answersFile, journalFile, prepareFolder } from './state-folder.ts';
import { summaryText } from './summary-text.ts';

const FAILED = 1;
const BAD_USAGE = 2;

const stop = stopOnSignals();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (options !== undefined) return await importFiles(options);
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return fail('Stopped. Run the same command again to continue.', stop.exitCode);
    if (error instanceof UsageError) return fail(error.message, BAD_USAGE);
    if (error instanceof SalesFileError) return fail(error.message, FAILED);
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

async function importFiles(options: ImportArguments): Promise<number> {
  const answers = new Answers(answersFile(options.state));
  const files = await readInputs(options.inputs, options, mayAsk(options) ? askUser : undefined, answers);
  const plan = planImport(files, options.stock);
  const { json } = options;
  if (!json) process.stdout.write(`${planText(files, plan)}\n`);
  if (options.dryRun) {
    if (json) process.stdout.write(`${reportJson(files, plan)}\n`);
    return 0;
  }
  if (!(await isAgreed(files, options))) return fail('Nothing was imported.', FAILED);
  const { baseUrl, state } = options;
  prepareFolder(state);
  answers.save();
  const token = tokensFor({ url: baseUrl, role: 'editor' });
  await signedInClient({ baseUrl, token, attempts: 1 })('GET /purchases', { query: { limit: 1 } });
  const api = signedInClient({ baseUrl, token, stopSignal: stop.signal });
  const started = performance.now();
  const outcomes = await runImport(plan, {
    shop: new ApiShop(api),
    journal: openJournal(journalFile(state, baseUrl), baseUrl),
    limit: options.concurrency,
    signal: stop.signal,
    progress: createProgressBar(json ? process.stderr : process.stdout),
    force: options.force,
    raisesStock: options.stock === undefined,
    now: Date.now(),
  });
  const summary = summarize(plan, outcomes, (performance.now() - started) / 1000);
  const rejected = writeRejected(state, files, summary.rejected);
  process.stdout.write(`${json ? reportJson(files, plan, summary) : summaryText(summary, rejected)}\n`);
  return summary.pending === 0 ? 0 : FAILED;
}

/** Asks whether the plan is right, if something was guessed. */
async function isAgreed(files: readonly NamedFile[], options: ImportArguments): Promise<boolean> {
  const isSure = files.every(({ sales }) => sales.understood.guesses.length === 0);
  return (
    isSure || !mayAsk(options) || /^y(es)?$/i.test((await askUser('Is that right? [y/N] '))?.trim() ?? '')
  );
}

async function askUser(question: string): Promise<string | undefined> {
  return ask(question, stop.signal);
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
