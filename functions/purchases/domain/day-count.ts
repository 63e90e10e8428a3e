import type { ReservationEvent } from '../../../contracts/catalog/events.ts';
import type { PurchaseEvent } from '../../../contracts/purchases/events.ts';

/** What to add to the counts of a day. `day` is the day the purchase was made, `YYYY-MM-DD` in UTC. */
export interface DayCount {
  readonly day: string;
  readonly addition: Readonly<Record<string, number>>;
}

/** What an event adds to its day; `undefined` if it changes no count. Pending purchases are not counted. */
export function dayCountOf(event: PurchaseEvent | ReservationEvent): DayCount | undefined {
  switch (event.name) {
    case 'PurchaseCompleted':
      return { day: dayOf(event.data), addition: { count: 1, completed: 1 } };
    case 'PurchaseRejected':
      return { day: dayOf(event.data), addition: { count: 1, rejected: 1 } };
    case 'PurchaseCancelled':
      return { day: dayOf(event.data), addition: { completed: -1, cancelled: 1 } };
    default:
      return undefined;
  }
}

const dayOf = ({ purchasedAt }: { readonly purchasedAt: string }): string => purchasedAt.slice(0, 10);

/** What several events add in all. */
export function sumOf(counts: readonly DayCount[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [field, number] of counts.flatMap(({ addition }) => Object.entries(addition))) {
    sums[field] = (sums[field] ?? 0) + number;
  }
  return sums;
}
