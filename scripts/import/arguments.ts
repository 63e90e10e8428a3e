import { parseArgs } from 'node:util';
import { MAX_STOCK } from '../../contracts/catalog/shapes.ts';
import { type Columns, columnsFrom, UsageError } from './columns.ts';

export const USAGE = `Usage: npm run import -- FILE.csv [options]

Loads sales lines through the API. Run again, it goes on where it stopped, and changes nothing when all is done.

  --base-url URL     the system to load them into (default http://localhost:3000)
  --mapping PAIRS    columns under other names: quantity=Menge,customerId=Kunde; "country=" for none
  --stock N          pieces of each new product (default: what the file's purchases take, and 100 more)
  --concurrency N    purchases under way at once, 1 to 256 (default 64)
  --out-dir DIR      where FILE.rejected.csv and FILE.import-state.jsonl go (default: beside FILE.csv)
  --force            import although it looks as if that was done without this journal
  --help             show this
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
 * Reads the command line; undefined when it asks for help.
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): ImportArguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new UsageError(`Name one file, not ${positionals.length}.`);
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
  try {
    return parseArgs({
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
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function urlFrom(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new UsageError(`--base-url takes a URL such as http://localhost:3000, not "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new UsageError(`${option} takes a whole number from ${min} to ${max}, not "${text}".`);
  }
  return number;
}
