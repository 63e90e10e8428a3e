import { type Outcome, type RunOptions, run, type System } from './run.ts';
import { type Fault, faultNames } from './world/faults.ts';

/** A run that breaks a promise with as little as possible. */
export interface Shrunk {
  readonly outcome: Outcome;
  readonly options: RunOptions;
  /** The runs that it took to find it. */
  readonly runs: number;
}

const MOST_RUNS = 150;
const MOST_STEPS = 2_000_000;

/** Leaves out steps, faults and visits as long as the same promise is broken. */
export async function shrink(system: System, options: RunOptions): Promise<Shrunk> {
  let best = options;
  let outcome = await run(system, options);
  const rule = outcome.violation?.rule;
  let runs = 1;
  let steps = outcome.steps;
  const isKept = async (smaller: RunOptions): Promise<boolean> => {
    if (rule === undefined || runs >= MOST_RUNS || steps >= MOST_STEPS) return false;
    runs += 1;
    const tried = await run(system, smaller);
    steps += tried.steps;
    if (tried.violation?.rule !== rule) return false;
    [best, outcome] = [smaller, tried];
    return true;
  };
  while (best.steps > 50 && (await isKept({ ...best, steps: Math.floor(best.steps / 2) })));
  while (best.steps > 50 && (await isKept({ ...best, steps: Math.floor(best.steps * 0.8) })));
  for (const fault of faultNames) {
    if ((outcome.faults[fault] ?? 0) > 0)
      await isKept({ ...best, without: plus<Fault>(best.without, [fault]) });
  }
  for (let size = Math.ceil(outcome.visits / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let first = 1; first <= outcome.visits; first += size) {
      const chunk = Array.from({ length: size }, (_, index) => first + index);
      const left = chunk.filter((number) => !best.skip?.has(number));
      if (left.length > 0) await isKept({ ...best, skip: plus(best.skip, left) });
    }
  }
  return { outcome, options: best, runs };
}

const plus = <T>(set: ReadonlySet<T> = new Set(), more: readonly T[]): ReadonlySet<T> =>
  new Set([...set, ...more]);
