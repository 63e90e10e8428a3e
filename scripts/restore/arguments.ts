import { parseOptions } from '../terminal/parse-options.ts';
import { UsageError } from '../terminal/usage-error.ts';

export const USAGE = `Usage: npm run restore -- FILE --data DIR

Puts a backup into the folder DIR, which no running system may be using. Data that are there stay beside it.

  --help  show this help
`;

export interface Arguments {
  readonly file: string;
  readonly data: string;
}

/** Reads the command line of `npm run restore`; undefined if it asks for help. @throws UsageError */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Expected one FILE.');
  if (!values.data) throw new UsageError('--data DIR is needed.');
  return { file, data: values.data };
}
