import type { Order, Source } from '../paging/sorted-partition.ts';
import { SortedSource } from './sorted-source.ts';

/** A row at a place: `position` is unique to it. */
export interface Place {
  readonly list: number;
  readonly position: string;
}

/** Lists of named rows that others change: `change` is called before every read. */
export class MovingLists {
  /** Where each row stands: in one place, but for old places that stay. */
  readonly places = new Map<string, Place[]>();
  readonly #count: number;
  readonly #order: Order;

  constructor(count: number, order: Order) {
    this.#count = count;
    this.#order = order;
  }

  /** The positions in a list now. */
  in(list: number): string[] {
    const all = [...this.places.values()].flat();
    // A place that a row left and came back to is one place.
    return [...new Set(all.filter((place) => place.list === list).map(({ position }) => position))];
  }

  sources(change: () => void): Source<string>[] {
    return Array.from({ length: this.#count }, (_, list) => ({
      read: async (after, limit) => {
        change();
        return new SortedSource(this.in(list), this.#order).read(after, limit);
      },
    }));
  }
}
