import { formatDateTime, formatDay, formatRecent } from './format.ts';
import { useToday } from './today.ts';

/** A time in short form, with the exact time as a tooltip. @param at ISO 8601. */
export function Time({ at }: { readonly at: string }) {
  useToday();
  return (
    <time dateTime={at} title={formatDateTime(at)} className="time">
      {formatRecent(at)}
    </time>
  );
}

/** The day of a time, with the exact time as a tooltip. @param at ISO 8601. */
export function Day({ at }: { readonly at: string }) {
  useToday();
  const day = formatDay(at);
  return (
    <time dateTime={at} title={formatDateTime(at)} className="time">
      {day.slice(0, 1).toUpperCase() + day.slice(1)}
    </time>
  );
}
