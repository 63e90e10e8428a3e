import type { Money } from '../../../shared/values/money.ts';
import { language } from './language.ts';

/** Text in right-to-left languages has to be isolated within an English sentence. */
const isRightToLeft = /^(ar|ckb|dv|fa|he|iw|ks|pnb|ps|sd|ug|ur|yi)\b/.test(language);
const isolated = (text: string): string => (isRightToLeft ? `\u2068${text}\u2069` : text);

const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const dayOfTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const exactTime = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const calendarDate = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
const calendarDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const calendarMonth = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const wholeNumber = new Intl.NumberFormat(language);
const signedNumber = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' });
const shortNumber = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const currencies = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = currencies.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { style: 'currency', currency });
  currencies.set(currency, made);
  return made;
};

/** Digits after the decimal point: 2 for EUR, 0 for JPY; 2 for an unknown currency. */
export function fractionDigits(currency: string): number {
  try {
    return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** The code and symbols of a currency, which may be typed with an amount. */
export function currencyMarks(currency: string): readonly string[] {
  const symbolIn = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === 'currency')?.value;
  try {
    return [currency, symbolIn('symbol'), symbolIn('narrowSymbol')].filter((mark) => mark !== undefined);
  } catch {
    return [];
  }
}

export const formatMoney = ({ amount, currency }: Money): string =>
  isolated(formatOf(currency).format(amount / 10 ** fractionDigits(currency)));

export const formatNumber = (value: number): string => isolated(wholeNumber.format(value));

/** A change of a number, with its sign. */
export const formatChange = (value: number): string => isolated(signedNumber.format(value));

/** How much there is of something in a unit of time, to a decimal. */
export const formatRate = (value: number): string =>
  value < 0.05 ? 'Under 0.1' : isolated(shortNumber.format(value));

/** A count with its noun. @param plural default: the noun with an s. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatNumber(count)} ${count === 1 ? noun : plural}`;

const shortMoney = (currency: string) =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });

/** Money in few letters, such as €1.2K. */
export const formatShortMoney = ({ amount, currency }: Money): string =>
  isolated(shortMoney(currency).format(amount / 10 ** fractionDigits(currency)));

/** The day and month of a calendar date, `YYYY-MM-DD`. */
export const formatDayOfMonth = (date: string): string => isolated(calendarDay.format(Date.parse(date)));

/** The month of a calendar date, `YYYY-MM-DD`. */
export const formatMonth = (date: string): string => isolated(calendarMonth.format(Date.parse(date)));

/** A calendar date, `YYYY-MM-DD`. */
export const formatDate = (date: string): string => isolated(calendarDate.format(Date.parse(date)));

/** A time, ISO 8601, in the user's time zone. */
export const formatDateTime = (time: string): string => isolated(dateTime.format(Date.parse(time)));

/** The day of a time in the user's time zone. */
export const formatDay = (time: string): string =>
  isToday(time) ? 'today' : isolated(dayOfTime.format(Date.parse(time)));

/** The time of day only. */
export const formatTimeOfDay = (time: string): string => isolated(timeOfDay.format(Date.parse(time)));

/** A time with milliseconds; without the date if that is today. */
export const formatExact = (time: string): string => {
  const exact = isolated(exactTime.format(Date.parse(time)));
  return isToday(time) ? exact : `${isolated(dayOfTime.format(Date.parse(time)))}, ${exact}`;
};

/** Like {@link formatDateTime}, but without the date if that is today. */
export const formatRecent = (time: string): string =>
  isToday(time) ? `Today, ${formatTimeOfDay(time)}` : formatDateTime(time);

/** Whether a time is today in the user's time zone. */
export const isToday = (time: string): boolean => new Date(time).toDateString() === new Date().toDateString();
