/** A period of whole days in the reader's time zone. Both limits are included, ISO 8601 UTC. */
export interface Period {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** The periods that people ask for most, as of now. */
export function periodsAt(now: Date): Period[] {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  /** The calendar does the arithmetic: day 0 is the last one of the month before, and a day may have 23 or 25 hours. */
  const period = (label: string, first: Date, next: Date): Period => ({
    label,
    from: first.toISOString(),
    to: new Date(next.getTime() - 1).toISOString(),
  });
  const tomorrow = new Date(year, month, day + 1);
  return [
    period('Today', new Date(year, month, day), tomorrow),
    period('Last 7 days', new Date(year, month, day - 6), tomorrow),
    period('This month', new Date(year, month, 1), new Date(year, month + 1, 1)),
    period('Last month', new Date(year, month - 1, 1), new Date(year, month, 1)),
  ];
}
