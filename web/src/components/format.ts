import type { Money } from '../../../shared/values/money.ts';

const language = navigator.language;
const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const calendarDate = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
const wholeNumber = new Intl.NumberFormat(language);
const currencies = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = currencies.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { style: 'currency', currency });
  currencies.set(currency, made);
  return made;
};

/** Digits after the decimal point: 2 for EUR, 0 for JPY; 2 while there is no such currency. */
export function fractionDigits(currency: string): number {
  try {
    return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export const formatMoney = ({ amount, currency }: Money): string =>
  formatOf(currency).format(amount / 10 ** fractionDigits(currency));

export const formatNumber = (value: number): string => wholeNumber.format(value);

/** A count with its noun. @param plural default: the noun with an s. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatNumber(count)} ${count === 1 ? noun : plural}`;

/** A calendar date, `YYYY-MM-DD`. */
export const formatDate = (date: string): string => calendarDate.format(Date.parse(date));

/** A time, ISO 8601, in the reader's time zone. */
export const formatDateTime = (time: string): string => dateTime.format(Date.parse(time));

/** As {@link formatDateTime}, and the time of day alone when that is today. */
export const formatRecent = (time: string): string => {
  const at = new Date(time);
  return at.toDateString() === new Date().toDateString()
    ? `Today, ${timeOfDay.format(at)}`
    : formatDateTime(time);
};
