import { parseOptions } from '../terminal/parse-options.ts';
import { portFrom } from '../terminal/port-option.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run backup -- FILE [--port N | --data DIR]

Writes a backup of everything that npm start -- --data DIR keeps into FILE, also while the system runs.

  --port N    the port of the running system (default 3000)
  --data DIR  the folder itself, of a system that runs or not
  --help      show this help
`;

export interface Arguments {
  readonly file: string;
  readonly port: number;
  /** Default: that of the system on the port. */
  readonly data?: string | undefined;
}

/** Reads the command line of `npm run backup`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Expected one FILE.');
  if (values.port !== undefined && values.data !== undefined)
    throw new UsageError('Use either --port or --data.');
  return { file, port: portFrom(values.port ?? '3000'), data: values.data };
}
