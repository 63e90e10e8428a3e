import { rateFrom } from '../republish/arguments.ts';
import { PLACE_USAGE, type Place, placeFrom, placeOptions } from '../running/place.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { rebuildables } from './rebuild.ts';

const list = rebuildables.map(({ name, text }) => `  ${name.padEnd(20)} ${text}`).join('\n');

export const USAGE = `Usage: npm run rebuild -- [options] WHAT...

Rebuilds data that are derived from what services own, while the system runs. Rows are corrected one by one, each at once;
what is right stays as it is. It can be repeated at any time. WHAT is

${list}
  all                  all of these

  --rate N             rows per second, 1 to 10000 (default 1000)
  --from-start         do not continue where an earlier run stopped
  --json               print JSON, for programs
${PLACE_USAGE}
  --help               show this help
`;

export interface Arguments {
  readonly place: Place;
  readonly names: readonly string[];
  /** Rows per second. */
  readonly rate: number;
  readonly fromStart: boolean;
  readonly json: boolean;
}

/** Reads the command line of `npm run rebuild`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      ...placeOptions,
      rate: { type: 'string', default: '1000' },
      'from-start': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    place: placeFrom(values),
    names: namesFrom(positionals),
    rate: rateFrom(values.rate),
    fromStart: values['from-start'],
    json: values.json,
  };
}

function namesFrom(positionals: readonly string[]): string[] {
  const known = rebuildables.map(({ name }) => name);
  if (positionals.length === 0) throw new UsageError('Say what is to be rebuilt.');
  const unknown = positionals.find((name) => name !== 'all' && !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`There is no "${unknown}" to rebuild.`);
  return positionals.includes('all') ? known : [...positionals];
}
