import { MAX_STOCK } from '../../contracts/catalog/shapes.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { type Columns, columnsFrom } from './columns.ts';

export const USAGE = `Usage: npm run import -- FILE.csv [options]

Imports sales lines through the API. A second run continues where the first one stopped, and imports nothing twice.

  --base-url URL     the system to import into (default http://localhost:3000)
  --mapping PAIRS    names of columns: quantity=Menge,customerId=Kunde; "country=" if there is none
  --stock N          stock of each new product (default: what the file's purchases need plus 100)
  --concurrency N    purchases in progress at once, 1 to 256 (default 64)
  --out-dir DIR      where to write FILE.rejected.csv and FILE.import-state.jsonl (default: beside FILE.csv)
  --force            import even if the file seems to be imported already
  --help             show this help
`;

export interface ImportArguments {
  readonly file: string;
  readonly baseUrl: string;
  readonly columns: Columns;
  readonly stock: number | undefined;
  readonly concurrency: number;
  readonly outDir: string | undefined;
  readonly force: boolean;
}

/**
 * Reads the command line; undefined if it asks for help.
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): ImportArguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError(`Expected one file, got ${positionals.length}.`);
  }
  return {
    file,
    baseUrl: urlFrom(values['base-url']),
    columns: columnsFrom(values.mapping),
    stock: values.stock === undefined ? undefined : wholeNumber('--stock', values.stock, 0, MAX_STOCK),
    concurrency: wholeNumber('--concurrency', values.concurrency, 1, 256),
    outDir: values['out-dir'],
    force: values.force,
  };
}

function parsed(args: readonly string[]) {
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      'base-url': { type: 'string', default: 'http://localhost:3000' },
      mapping: { type: 'string', default: '' },
      stock: { type: 'string' },
      concurrency: { type: 'string', default: '64' },
      'out-dir': { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function urlFrom(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new UsageError(`--base-url must be a URL such as http://localhost:3000, not "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new UsageError(`${option} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return number;
}
