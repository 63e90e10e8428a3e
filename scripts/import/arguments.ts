import { MAX_STOCK } from '../../contracts/catalog/shapes.ts';
import type { ReadOptions } from '../../sales-files/conventions.ts';
import { type Field, fields, type Mapping } from '../../sales-files/fields.ts';
import { type PresetName, presets } from '../../sales-files/presets.ts';
import type { DateOrder } from '../../sales-files/read-dates.ts';
import type { NewStock } from '../../sales-import/plan-entities.ts';
import { isCurrency } from '../../shared/values/money.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { stateFolder } from './state-folder.ts';

export const USAGE = `Usage: npm run import -- FILE... [options]

Imports the sales in CSV files and Excel workbooks through the API: files, folders, .gz files, or - for standard input. First it
shows how it reads them. A second run continues where the first one stopped, and imports nothing twice.

  --dry-run             show how the files are read, and stop there
  --yes                 do not ask before writing
  --json                print the plan and the result as JSON; progress goes to standard error
  --base-url URL        the system to import into (default http://localhost:3000)

If the files do not say it themselves:
  --currency CODE       the currency of the prices, such as EUR
  --dates ORDER         day-first or month-first, for dates such as 01/12/2024
  --decimal MARK        . or , for numbers such as 1,299
  --encoding NAME       such as windows-1250, gbk or shift_jis
  --time-zone ZONE      of times without one, such as Europe/London (default UTC)
  --mapping PAIRS       names of columns: quantity=Menge,customerId=Kunde; "country=" if there is none
  --preset NAME         ${Object.keys(presets).join(', ')}
  --cancelled-prefix P  order numbers that begin with P are returns
  --walk-in NAME        the customer of all sales without one
  --counts LIST         the only statuses of orders that count, such as paid,fulfilled

How to import:
  --stock N             stock of each new product (default: what the files' purchases need plus 100; known products are
                        raised by what the files need, unless you say N, or keep)
  --concurrency N       purchases in progress at once, 1 to 1000 (default 400)
  --state DIR           where to keep what was imported, and the rejected lines (default ${stateFolder()})
  --force               if the journal of an earlier import is lost, import its sales a second time; without --force, that is
                        refused. What the journal in --state has is never made again, and needs no --force
  --help                show this help
`;

export interface ImportArguments extends ReadOptions {
  /** Files, folders, and `-` for standard input. */
  readonly inputs: readonly string[];
  readonly baseUrl: string;
  readonly stock: NewStock;
  readonly concurrency: number;
  readonly state: string;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Whether a person is at the terminal, who can answer. */
export const mayAsk = ({ yes, json, inputs }: ImportArguments): boolean =>
  !yes && !json && process.stdin.isTTY && !inputs.includes('-');

/**
 * Reads the command line; undefined if it asks for help.
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): ImportArguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  if (positionals.length === 0)
    throw new UsageError('Name one or more files, folders, or - for standard input.');
  return {
    inputs: positionals,
    baseUrl: urlFrom(values['base-url']),
    encoding: values.encoding,
    preset: oneOf('--preset', values.preset, Object.keys(presets) as PresetName[]),
    mapping: values.mapping === undefined ? undefined : mappingFrom(values.mapping),
    currency: currencyFrom(values.currency),
    dates: oneOf<DateOrder>('--dates', values.dates, ['day-first', 'month-first']),
    decimal: oneOf<'.' | ','>('--decimal', values.decimal, ['.', ',']),
    timeZone: timeZoneFrom(values['time-zone']),
    cancelledPrefix: values['cancelled-prefix'],
    walkIn: values['walk-in'],
    counts: values.counts?.split(','),
    stock:
      values.stock === undefined || values.stock === 'keep'
        ? values.stock
        : wholeNumber('--stock', values.stock, 0, MAX_STOCK),
    concurrency: wholeNumber('--concurrency', values.concurrency, 1, 1000),
    state: values.state ?? stateFolder(),
    force: values.force,
    dryRun: values['dry-run'],
    yes: values.yes,
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  return parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      'base-url': { type: 'string', default: 'http://localhost:3000' },
      concurrency: { type: 'string', default: '400' },
      ...{ encoding: text, preset: text, mapping: text, currency: text, dates: text, decimal: text },
      ...{
        'time-zone': text,
        'cancelled-prefix': text,
        'walk-in': text,
        counts: text,
        stock: text,
        state: text,
      },
      ...{ force: flag, 'dry-run': flag, yes: flag, json: flag },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

/**
 * Pairs of fields and columns, such as `quantity=Menge,customerId=Kunde`; `country=` means that there is no such column.
 * @throws UsageError
 */
export function mappingFrom(text: string): Mapping {
  const mapping: Partial<Record<Field, string>> = {};
  for (const pair of text.split(',').filter((each) => each.trim() !== '')) {
    const at = pair.indexOf('=');
    const field = fields.find((name) => name.toLowerCase() === pair.slice(0, at).trim().toLowerCase());
    if (at < 1 || field === undefined) {
      throw new UsageError(
        `--mapping must be field=column pairs such as quantity=Menge,customerId=Kunde, not "${pair}". ` +
          `The fields are ${fields.join(', ')}.`,
      );
    }
    mapping[field] = pair.slice(at + 1).trim();
  }
  return mapping;
}

function oneOf<Choice extends string>(
  option: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new UsageError(`${option} must be ${choices.join(' or ')}, not "${text}".`);
  return found;
}

function currencyFrom(text: string | undefined): string | undefined {
  const code = text?.toUpperCase();
  if (code !== undefined && !isCurrency(code)) {
    throw new UsageError(`--currency must be an ISO 4217 code such as EUR, not "${text}".`);
  }
  return code;
}

function timeZoneFrom(text: string | undefined): string | undefined {
  try {
    return text === undefined
      ? undefined
      : new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`--time-zone must be one such as Europe/London, not "${text}".`);
  }
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
