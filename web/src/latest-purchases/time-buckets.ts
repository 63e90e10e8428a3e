import { keptUnitsOf, type PurchasedUnits } from '../../../shared/values/kept-units.ts';

/** The fields of a purchase that a chart needs. */
interface Dated extends PurchasedUnits {
  readonly purchasedAt: string;
}

/** The units kept of what was bought in a period of time. */
export interface Bucket {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly label: string;
  readonly units: number;
}

const DAY = 24 * 60 * 60_000;
const MAX_BUCKETS = 31;
const MIN_BUCKETS = 14;

interface Unit {
  readonly name: 'day' | 'week' | 'month' | 'year';
  readonly ms: number;
  readonly format: Intl.DateTimeFormatOptions;
}

const units: readonly Unit[] = [
  { name: 'day', ms: DAY, format: { day: 'numeric', month: 'short' } },
  { name: 'week', ms: 7 * DAY, format: { day: 'numeric', month: 'short', year: 'numeric' } },
  { name: 'month', ms: 30 * DAY, format: { month: 'short', year: 'numeric' } },
];
const year: Unit = { name: 'year', ms: 365 * DAY, format: { year: 'numeric' } };

/** Units by the shortest period that needs at most 31 bars up to now; at least 14, so that a single bar looks like one of many. */
export function bucketsOf(purchases: readonly Dated[], now: Date): { unit: Unit['name']; buckets: Bucket[] } {
  const oldest = Math.min(now.getTime(), ...purchases.map(({ purchasedAt }) => Date.parse(purchasedAt)));
  const span = now.getTime() - oldest;
  const unit = units.find(({ ms }) => span < ms * (MAX_BUCKETS - 1)) ?? year;
  const label = new Intl.DateTimeFormat(navigator.language, unit.format);
  const starts = [startOf(unit, now)];
  for (let start = starts[0]; start !== undefined; ) {
    const isEnough = starts.length >= MIN_BUCKETS && start.getTime() <= oldest;
    if (isEnough) break;
    start = startOf(unit, new Date(start.getTime() - 1));
    starts.unshift(start);
  }
  const sums = starts.map(() => 0);
  for (const purchase of purchases) {
    const index = starts.findLastIndex((start) => start.getTime() <= Date.parse(purchase.purchasedAt));
    sums[Math.max(0, index)] = (sums[Math.max(0, index)] ?? 0) + keptUnitsOf(purchase);
  }
  const buckets = starts.map((start, index) => ({
    start: start.getTime(),
    label: label.format(start),
    units: sums[index] ?? 0,
  }));
  return { unit: unit.name, buckets };
}

/** The start of the period that contains a time, in the user's time zone; weeks start on Monday. */
function startOf({ name }: Unit, time: Date): Date {
  const [y, m, d] = [time.getFullYear(), time.getMonth(), time.getDate()];
  switch (name) {
    case 'day':
      return new Date(y, m, d);
    case 'week':
      return new Date(y, m, d - ((time.getDay() + 6) % 7));
    case 'month':
      return new Date(y, m);
    case 'year':
      return new Date(y, 0);
  }
}
