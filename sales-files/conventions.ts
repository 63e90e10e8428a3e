import { currencyOf } from './currencies.ts';
import type { Field, Mapping } from './fields.ts';
import type { Columns, FoundColumns } from './find-columns.ts';
import { type Preset, type PresetName, presets } from './presets.ts';
import { type DateOrder, isYearFirst, orderOf, readDate } from './read-dates.ts';
import { type Decimal, decimalOf, markOf, readCell } from './read-numbers.ts';
import { SalesFileError } from './sales-file-error.ts';
import type { NumberedRecord, Table } from './split-table.ts';

/** How to read a file, as far as somebody says so. */
export interface ReadOptions {
  /** As `TextDecoder` names it. */
  readonly encoding?: string | undefined;
  readonly preset?: PresetName | undefined;
  readonly mapping?: Mapping | undefined;
  /** ISO 4217, for all prices. */
  readonly currency?: string | undefined;
  readonly dates?: DateOrder | undefined;
  readonly decimal?: '.' | ',' | undefined;
  /** IANA, of times without a zone; default UTC. */
  readonly timeZone?: string | undefined;
  /** Order numbers that begin with it are returns, even with a positive quantity. */
  readonly cancelledPrefix?: string | undefined;
  /** The name of the customer who made the sales without one. */
  readonly walkIn?: string | undefined;
  /** The only statuses of orders that count. */
  readonly counts?: readonly string[] | undefined;
}

/** How the cells of a file are read, and what of that nothing in the file says. */
export interface Conventions {
  readonly decimals: Readonly<Partial<Record<Field, Decimal>>>;
  readonly dates: DateOrder | undefined;
  /** What discounts without a `%` are: percentages, parts of 1, or amounts, since some are higher than 1. */
  readonly discounts: 'percent' | 'part' | 'amount';
  /** The currency of prices that do not say theirs; undefined if each does. */
  readonly currency: string | undefined;
  readonly guesses: readonly string[];
}

const NUMBERS = ['quantity', 'unitPrice', 'total', 'discount'] as const;

/** Where dates are usually written with the month first. */
const MONTH_FIRST = /^(us|usa|u\.s\.a?\.?|united states( of america)?|philippines|ph)$/i;

/**
 * Decides how the columns of a file are to be read, by what is in them.
 * @throws SalesFileError if dates could be read in two ways, or no currency is to be found.
 */
export function conventionsOf(
  { header, rows }: Pick<Table, 'header' | 'rows'>,
  { columns, constants }: FoundColumns,
  presetName: PresetName | undefined,
  options: ReadOptions,
): Conventions {
  const preset: Preset | undefined = presetName && presets[presetName];
  const guesses: string[] = [];
  const cells = (field: Field) => cellsOf(rows, columns, field);
  const decimals = decimalsOf(cells, options.decimal);
  const dates = options.dates ?? dateOrder(cells, preset, guesses);
  const currency = options.currency ?? constants.currency ?? priceCurrency(cells, columns, preset, guesses);
  const discounts = discountsOf(cells('discount'), header[columns.discount ?? -1] ?? '', decimals.discount);
  return { decimals, dates, discounts, currency, guesses };
}

/** The cells of a column that are not empty. */
function* cellsOf(rows: readonly NumberedRecord[], columns: Columns, field: Field): Generator<string> {
  const at = columns[field];
  if (at === undefined) return;
  for (const { record } of rows) {
    const cell = record[at]?.trim() ?? '';
    if (cell !== '') yield cell;
  }
}

type Cells = (field: Field) => Iterable<string>;

/** A column that does not tell takes what the other columns have in common. */
function decimalsOf(cells: Cells, asked: Decimal): Partial<Record<Field, Decimal>> {
  const told = NUMBERS.map((field) => [field, asked ?? decimalOf(cells(field))] as const);
  const distinct = new Set(told.flatMap(([, decimal]) => decimal ?? []));
  const common = distinct.size === 1 ? [...distinct][0] : undefined;
  return Object.fromEntries(told.map(([field, decimal]) => [field, decimal ?? common]));
}

function discountsOf(cells: Iterable<string>, name: string, decimal: Decimal): Conventions['discounts'] {
  if (/%|per ?cent|pct|prozent|procent|pourcent/i.test(name)) return 'percent';
  for (const cell of cells) {
    const read = readCell(cell, decimal);
    if (!cell.includes('%') && read.kind === 'number' && Number(read.value) > 1) return 'amount';
  }
  return 'part';
}

function dateOrder(cells: Cells, preset: Preset | undefined, guesses: string[]): DateOrder | undefined {
  const told = orderOf(cells('invoiceDate'));
  const yearFirst = isYearFirst(cells('invoiceDate'));
  const [first] = cells('invoiceDate');
  if (yearFirst === 'likely') {
    throw new SalesFileError(
      `Dates such as ${first} seem to have the year first, in two digits. Write years in full; or say --dates day-first if the day is first.`,
    );
  }
  if (yearFirst === 'perhaps') guesses.push(`Dates such as ${first} are read with the day first`);
  if (told === 'day-first' || told === 'month-first') return told;
  const ambiguous = [...cells('invoiceDate')].find((cell) => readDate(cell).kind === 'ambiguous');
  if (ambiguous === undefined) return undefined;
  const add = (why: string, order: DateOrder) => {
    guesses.push(
      `Dates such as ${ambiguous} are read with the ${order === 'day-first' ? 'day' : 'month'} first${why}`,
    );
    return order;
  };
  if (told === 'both') {
    throw new SalesFileError(
      `Some dates have the day first, others the month: ${ambiguous} could be either. Write them all in one way, or say --dates day-first or month-first.`,
    );
  }
  if (preset?.monthFirst?.test(ambiguous) === true) return add(`, as in ${preset.title}`, 'month-first');
  const countries = [...cells('country')];
  const monthFirst = countries.filter((country) => MONTH_FIRST.test(country)).length;
  if (countries.length > 0 && monthFirst * 2 !== countries.length) {
    const named = [...new Set(countries)].slice(0, 3).join(', ');
    const order = monthFirst * 2 > countries.length ? 'month-first' : 'day-first';
    return add(`, since the sales are from ${named}`, order);
  }
  throw new SalesFileError(
    `Dates such as ${ambiguous} could have the day first or the month. Say --dates day-first or --dates month-first.`,
    {
      option: 'dates',
      question: `Dates such as ${ambiguous}: day-first or month-first?`,
      valueOf: (answer) => /^(day|month)-first$/.exec(answer.toLowerCase())?.[0],
    },
  );
}

function priceCurrency(
  cells: Cells,
  columns: Columns,
  preset: Preset | undefined,
  guesses: string[],
): string | undefined {
  if (columns.currency !== undefined) return undefined;
  const priced = [...cells('unitPrice'), ...cells('total')];
  const marks = new Map(priced.map((cell) => [markOf(cell), cell]));
  const known = [...marks.keys()].flatMap((mark) => currencyOf(mark) ?? []);
  for (const { code } of known.filter(({ isGuess }) => isGuess)) {
    guesses.push(
      `Prices such as ${[...marks].find(([mark]) => currencyOf(mark)?.code === code)?.[1]} are read as ${code}`,
    );
  }
  const codes = [...new Set(known.map(({ code }) => code))];
  // Prices without a symbol are in the currency of those with one, if there is only one.
  if (codes.length === 1) return codes[0];
  if (codes.length > 1 && !marks.has('')) return undefined;
  if (codes.length === 0 && preset?.currency !== undefined) {
    guesses.push(`Prices are read as ${preset.currency}, as in ${preset.title}`);
    return preset.currency;
  }
  throw new SalesFileError(
    'Nothing says which currency the prices are in. Add it: --currency EUR, or name its column: --mapping currency=COLUMN.',
    {
      option: 'currency',
      question: 'Which currency are the prices in (EUR, USD, …)?',
      valueOf: (answer) => currencyOf(answer)?.code,
    },
  );
}
