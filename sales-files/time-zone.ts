import type { WrittenTime } from './read-dates.ts';

/**
 * The time in UTC of one that is written in a time zone, ISO 8601 with milliseconds.
 * @param timeZone in which it was written, unless it says so itself, such as `Europe/London`.
 */
export function inUtc(written: WrittenTime, timeZone: string): string {
  const { year, month, day, hour, minute, second, offset } = written;
  const asUtc = new Date(0);
  asUtc.setUTCFullYear(year, month - 1, day);
  asUtc.setUTCHours(hour, minute, second);
  if (offset !== undefined) return new Date(asUtc.getTime() - offset * 60_000).toISOString();
  // The offset of a zone depends on the time: that of the first guess gives a better one.
  const first = asUtc.getTime() - offsetMs(asUtc.getTime(), timeZone);
  return new Date(asUtc.getTime() - offsetMs(first, timeZone)).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
