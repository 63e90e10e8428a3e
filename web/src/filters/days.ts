/** The local day of a time as the value of a date field, `YYYY-MM-DD`; empty if it is not a time. @param time ISO 8601. */
export function dayOf(time: string | undefined): string {
  if (time === undefined) return '';
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return '';
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(at.getFullYear()).padStart(4, '0')}-${month}-${day}`;
}

/** The start of a local day, ISO 8601 UTC; `undefined` if it is not a day. @param day `YYYY-MM-DD`. */
export const startOfDay = (day: string): string | undefined => isoTime(`${day}T00:00:00.000`);

/** The end of a local day, ISO 8601 UTC; `undefined` if it is not a day. @param day `YYYY-MM-DD`. */
export const endOfDay = (day: string): string | undefined => isoTime(`${day}T23:59:59.999`);

function isoTime(local: string): string | undefined {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
