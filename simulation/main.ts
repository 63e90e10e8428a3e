import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesize } from '../scripts/start/synthesize.ts';
import { createProgressBar } from '../scripts/terminal/progress-bar.ts';
import { runCommand } from '../scripts/terminal/run-command.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { buildHandlers } from './load-functions.ts';
import { Figures, textOfViolation } from './report.ts';
import type { Outcome, RunOptions } from './run.ts';
import { Workers } from './workers.ts';

const FOLDER = resolve('.local/simulation');

/** A seed was found that breaks a promise. */
class PromiseBroken extends Error {
  override readonly name = 'PromiseBroken';
}

process.exitCode = await runCommand(USAGE, () => main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<string | undefined> {
  const read = readArguments(args);
  if (read === undefined) return undefined;
  mkdirSync(FOLDER, { recursive: true });
  // Of its own, so that several may run at once.
  const folder = mkdtempSync(join(FOLDER, 'run-'));
  try {
    return await simulateIn(folder, read);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function simulateIn(folder: string, read: Arguments): Promise<string> {
  const functions = join(folder, 'functions');
  const [assembly] = await Promise.all([
    read.assembly ?? synthesize({ outDir: join(folder, 'cdk.out') }),
    buildHandlers(functions),
  ]);
  const threads = Math.min(availableParallelism(), read.seeds);
  const workers = await Workers.start({ assembly, functions }, threads);
  try {
    return await simulate(read, workers);
  } finally {
    await workers.close();
  }
}

async function simulate({ seeds, seed, steps, shrink }: Arguments, workers: Workers): Promise<string> {
  const figures = new Figures();
  const started = performance.now();
  const runs = Array.from({ length: seeds }, (_, index): RunOptions => ({ seed: seed + index, steps }));
  let broken: Outcome | undefined;
  const progress = createProgressBar(process.stderr);
  await progress.during('seeds', seeds, () =>
    workers.run(runs, (outcome) => {
      figures.add(outcome);
      progress.advance();
      if (outcome.violation !== undefined && !(broken && broken.seed < outcome.seed)) broken = outcome;
      return broken === undefined;
    }),
  );
  const text = figures.text((performance.now() - started) / 1000);
  if (broken === undefined) return `${text}\nEvery promise was kept.`;
  const shrunk = shrink ? await workers.shrink({ seed: broken.seed, steps }) : undefined;
  throw new PromiseBroken(`${text}\n\n${textOfViolation(broken, steps, shrunk)}`);
}
