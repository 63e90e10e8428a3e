import { parseArgs } from 'node:util';

const DEFAULT_PORT = 3000;

export const USAGE = `Usage: npm start -- [--port N] [--no-demo] [--help]

Builds and starts the whole system on this machine.

  --port N    listen on port N (default ${DEFAULT_PORT}; 0 picks a free port)
  --no-demo   start with empty tables
  --help      show this help
`;

export type Arguments =
  | { readonly kind: 'start'; readonly port: number; readonly demo: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads the command line of `npm start`. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535)) {
      return { kind: 'invalid', message: `--port must be between 0 and 65535, not "${values.port}".` };
    }
    return { kind: 'start', port, demo: !values['no-demo'] };
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
}
