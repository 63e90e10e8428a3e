/** Whether `01/12/2024` is the first of December or the 12th of January. */
export type DateOrder = 'day-first' | 'month-first';

/** A date and a time of day as written, without a time zone unless `offset` (minutes east of UTC) says it. */
export interface WrittenTime {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offset?: number;
}

/** What a cell may mean: nothing that can be read, one date, or one in each order. */
export type ReadDate =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'date'; readonly time: WrittenTime; readonly order?: DateOrder }
  | { readonly kind: 'ambiguous'; readonly readings: Readonly<Record<DateOrder, WrittenTime>> };

const UNREADABLE: ReadDate = { kind: 'unreadable' };

/** Reads a date, with or without a time: ISO 8601, numbers in any usual order, names of months, days that spreadsheets count. */
export function readDate(cell: string): ReadDate {
  const text = cell.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const iso =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(.*)$/.exec(text) ??
    /^(\d{4})(年) ?(\d{1,2})月 ?(\d{1,2})日?(.*)$/.exec(text);
  if (iso !== null) return one(withTime([iso[1], iso[3], iso[4]], iso[5]));
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return one(withTime([compact[1], compact[2], compact[3]], ''));
  const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2 ?(\d{4}|\d{2})\.?(?!\d)(.*)$/.exec(text);
  if (numbers !== null) {
    const [, a, , b, year, rest] = numbers;
    return either(withTime([year, b, a], rest), withTime([year, a, b], rest));
  }
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return one(ofSpreadsheet(Number(text.replace(',', '.'))));
  return one(withMonthName(text));
}

/**
 * The order of a column's dates: that of those which can be read in one way only. Dots are written with the day first.
 * @returns undefined if nothing tells, `'both'` if they contradict each other.
 */
export function orderOf(cells: Iterable<string>): DateOrder | 'both' | undefined {
  let found: DateOrder | undefined;
  for (const cell of cells) {
    const told = orderToldBy(cell);
    if (told === undefined) continue;
    if (found !== undefined && told !== found) return 'both';
    found = told;
  }
  return found;
}

function orderToldBy(cell: string): DateOrder | undefined {
  const read = readDate(cell);
  if (read.kind === 'date') return read.order;
  return read.kind === 'ambiguous' && /^\d{1,2}\./.test(cell.trim()) ? 'day-first' : undefined;
}

/**
 * Whether `24/04/13` begins with the year, as far as a column tells: the year changes less often than the day.
 * @returns undefined if that cannot be, since some date begins or ends otherwise.
 */
export function isYearFirst(cells: Iterable<string>): 'likely' | 'perhaps' | undefined {
  const [firsts, lasts] = [new Set<string>(), new Set<string>()];
  for (const cell of cells) {
    const [, first = '', , middle, last = ''] = /^(\d\d)([-/.])(\d\d)\2(\d\d)(?!\d)/.exec(cell) ?? [];
    const isBoth = Number(first) > 12 && Number(middle) <= 12 && Number(last) > 0 && Number(last) <= 31;
    if (!isBoth) return undefined;
    firsts.add(first);
    lasts.add(last);
  }
  if (firsts.size === 0 || firsts.size > lasts.size) return undefined;
  return firsts.size < lasts.size ? 'likely' : 'perhaps';
}

const one = (time: WrittenTime | undefined): ReadDate =>
  time === undefined ? UNREADABLE : { kind: 'date', time };

function either(dayFirst: WrittenTime | undefined, monthFirst: WrittenTime | undefined): ReadDate {
  if (dayFirst === undefined || monthFirst === undefined) {
    const time = dayFirst ?? monthFirst;
    if (time === undefined) return UNREADABLE;
    return { kind: 'date', time, order: dayFirst === undefined ? 'month-first' : 'day-first' };
  }
  return dayFirst.day === monthFirst.day
    ? { kind: 'date', time: dayFirst }
    : { kind: 'ambiguous', readings: { 'day-first': dayFirst, 'month-first': monthFirst } };
}

const TIME =
  /^(?:T|,|at|um|-)? ?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?([ap])?\.?(?:m\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** Undefined for a day or a time that does not exist. */
function withTime(
  [y, m, d]: readonly (string | undefined)[],
  rest: string | undefined,
): WrittenTime | undefined {
  const short = Number(y);
  const year = (y ?? '').length > 2 ? short : short + (short < 70 ? 2000 : 1900);
  const [month, day] = [Number(m), Number(d)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (rest === undefined || rest.trim() === '') return { year, month, day, hour: 0, minute: 0, second: 0 };
  const time = TIME.exec(rest.trimStart());
  if (time === null) return undefined;
  const [, hours, minutes, seconds = '0', half, zone] = time;
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const [minute, second] = [Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { year, month, day, hour, minute, second, ...(zone !== undefined && { offset: offsetOf(zone) }) };
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** Spreadsheets count days from 30 December 1899. Only those from 1954 to 2119 are taken for dates. */
function ofSpreadsheet(days: number): WrittenTime | undefined {
  if (days < 20_000 || days >= 80_200) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'cs'];

let months: ReadonlyMap<string, number> | undefined;

/** Names of months and their abbreviations, without accents and dots, with the number of the month. */
function monthNames(): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      for (const day of [{ day: 'numeric' } as const, {}]) {
        const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC', ...day });
        for (let month = 1; month <= 12; month += 1) {
          const parts = format.formatToParts(Date.UTC(2024, month - 1, 15));
          const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
          if (/^\p{L}+$/u.test(name) && !named.has(name)) named.set(name, month);
        }
      }
    }
  }
  return named;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

/** `1 Dec 2024`, `Dec 1, 2024 8:26 PM`, `01-déc.-2024`. */
function withMonthName(text: string): WrittenTime | undefined {
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:de |of )?(\p{L}+\.?)[ ,-]+(?:de )?(\d{4}|\d{2})(?!\d)(.*)$/iu.exec(
      text,
    );
  const monthFirst = /^(\p{L}+\.?)[ -](\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)(.*)$/iu.exec(text);
  const [name, day, year, rest] =
    dayFirst === null
      ? [monthFirst?.[1], monthFirst?.[2], monthFirst?.[3], monthFirst?.[4]]
      : [dayFirst[2], dayFirst[1], dayFirst[3], dayFirst[4]];
  if (name === undefined) return undefined;
  months ??= monthNames();
  const month = months.get(plain(name));
  return month === undefined ? undefined : withTime([year, String(month), day], rest);
}
