import { formatDateTime, formatRecent } from './format.ts';
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
