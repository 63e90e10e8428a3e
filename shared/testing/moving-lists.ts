import type { Order, Source } from '../paging/sorted-partition.ts';
import { SortedSource } from './sorted-source.ts';

/** A row at a place: `position` is unique to it. */
export interface Place {
  readonly list: number;
  readonly position: string;
}

/** Lists of named rows that change concurrently: `change` is called before every read. */
export class MovingLists {
  /** The places of each row: one, plus old places that remain. */
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
    // A place that a row left and returned to counts once.
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
