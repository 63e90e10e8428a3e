import { parseOptions } from '../terminal/parse-options.ts';
import { portFrom } from '../terminal/port-option.ts';
import { UsageError } from '../terminal/usage-error.ts';

const LONGEST_MINUTES = 24 * 60;

export const USAGE = `Usage: npm run soak -- [--minutes N] [--seed S] [--port N] [--help]

Starts a system with a temporary data folder and uses it like a busy shop, while functions' workers and the whole system are
killed at random. Then it checks that nothing acknowledged is missing, and prints figures. The exit code is 1 if something is
wrong.

  --minutes N  how long to use the system (default 10)
  --seed S     a whole number that decides what is done; the same one makes the same choices (default: another each time)
  --port N     listen on port N (default: a free one)
  --help       show this help
`;

export interface SoakArguments {
  readonly minutes: number;
  readonly seed: number;
  /** 0 for a free one. */
  readonly port: number;
}

/** Reads the command line; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): SoakArguments | undefined {
  const { values } = parseOptions({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= LONGEST_MINUTES)) {
    throw new UsageError(
      `--minutes must be more than 0 and at most ${LONGEST_MINUTES}, not "${values.minutes}".`,
    );
  }
  if (!/^\d{1,9}$/.test(values.seed)) {
    throw new UsageError(`--seed must be a whole number of at most 9 digits, not "${values.seed}".`);
  }
  return { minutes, seed: Number(values.seed), port: values.port === undefined ? 0 : portFrom(values.port) };
}
