import { parseOptions } from '../scripts/terminal/parse-options.ts';
import { UsageError } from '../scripts/terminal/usage-error.ts';

export interface Arguments {
  /** How many runs. */
  readonly seeds: number;
  /** The seed of the first; the others follow it. */
  readonly seed: number;
  /** See `RunOptions.steps`. */
  readonly steps: number;
  /** Whether a run that breaks a promise is made as small as possible. */
  readonly shrink: boolean;
  /** The folder of the synthesized app. Default: it is synthesized. */
  readonly assembly: string | undefined;
}

export const USAGE = `Usage: npm run simulate -- [--seeds N] [--seed S] [--steps M] [--no-shrink] [--assembly DIR]

Runs the handlers of all services, wired as the template says, under a scheduler that decides about time, order and
faults by a seed, and checks what docs/reliability.md promises. The same seed always does the same.

  --seeds N       how many runs (default 300)
  --seed S        the seed of the first (default 1)
  --steps M       after how many steps faults end and the system comes to rest (default 1500)
  --no-shrink     do not look for the smallest run that breaks the same promise
  --assembly DIR  the synthesized app (default: it is synthesized)
`;

/** Undefined if the usage is wanted. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values } = parseOptions({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      seeds: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      steps: { type: 'string', default: '1500' },
      'no-shrink': { type: 'boolean', default: false },
      assembly: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  return {
    seeds: numberFrom('--seeds', values.seeds, 1_000_000),
    seed: numberFrom('--seed', values.seed, 2_000_000_000),
    steps: numberFrom('--steps', values.steps, 500_000),
    shrink: !values['no-shrink'],
    assembly: values.assembly,
  };
}

function numberFrom(option: string, text: string, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= most) return value;
  throw new UsageError(`${option} must be a whole number from 1 to ${most}, not "${text}".`);
}
