import { parseArgs } from 'node:util';

const DEFAULT_PORT = 3000;

export const USAGE = `Usage: npm start -- [--port N] [--data DIR] [--no-demo] [--authorization KIND] [--help]

Builds and starts the whole system on this machine.

  --port N    listen on port N (default ${DEFAULT_PORT}; 0 picks a free port)
  --data DIR  keep everything in the folder DIR; it is made if there is none (default: nothing is kept)
  --no-demo   start with empty tables; a folder that has data gets no demo data anyway
  --authorization cognito|open
              whether people have to sign in, or anyone may use the page and the API
  --help      show this help
`;

/** Who may call the API: people who are signed in, or anyone. */
export type Authorization = 'cognito' | 'open';

export type Arguments =
  | {
      readonly kind: 'start';
      readonly port: number;
      readonly demo: boolean;
      /** The folder that keeps everything. Default: none. */
      readonly data?: string;
      /** Default: the CDK app's. */
      readonly authorization?: Authorization;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads the command line of `npm start`. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
        authorization: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535)) {
      return { kind: 'invalid', message: `--port must be between 0 and 65535, not "${values.port}".` };
    }
    const { authorization, data } = values;
    if (data === '') return { kind: 'invalid', message: '--data needs a folder.' };
    if (authorization !== undefined && authorization !== 'cognito' && authorization !== 'open') {
      return {
        kind: 'invalid',
        message: `--authorization must be cognito or open, not "${authorization}".`,
      };
    }
    return {
      kind: 'start',
      port,
      demo: !values['no-demo'],
      ...(data !== undefined && { data }),
      ...(authorization && { authorization }),
    };
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
}
