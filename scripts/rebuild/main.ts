import { paceOf } from '../republish/pace.ts';
import { runOnSystem } from '../running/run-on-system.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { fail } from '../terminal/run-command.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { openSystem } from './open-system.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { Overtaken } from './recount.ts';

const stop = stopOnSignals();
process.exitCode = await runOnSystem(USAGE, readArguments, async (read) => report(await run(read), read), {
  stop,
  explain: (error) => (error instanceof Overtaken ? error.message : undefined),
});

async function run({ place, names, rate, fromStart, json }: Arguments): Promise<Rebuilt[]> {
  const { positions, ...system } = await openSystem(place);
  if (fromStart) positions.forget();
  const rebuilt = await rebuild(
    {
      ...system,
      positions,
      progress: createProgressBar(json ? process.stderr : process.stdout),
      pageSize: Math.min(100, rate),
      pace: paceOf(rate, stop.signal),
      signal: stop.signal,
      say: (line) => process.stderr.write(`${line}\n`),
    },
    names,
  );
  positions.forget();
  return rebuilt;
}

function report(rebuilt: readonly Rebuilt[], { json }: Arguments): number {
  if (json) process.stdout.write(`${JSON.stringify({ rebuilt })}\n`);
  else {
    for (const { name, changed } of rebuilt) {
      process.stdout.write(
        `${name}: ${changed === 0 ? 'nothing was wrong' : `corrected ${rowsOf(changed)}`}.\n`,
      );
    }
  }
  const failed = rebuilt.reduce((sum, each) => sum + each.failed, 0);
  return failed === 0 ? 0 : fail(`${rowsOf(failed)} could not be rebuilt. Run it again.`, 1);
}

function rowsOf(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}
