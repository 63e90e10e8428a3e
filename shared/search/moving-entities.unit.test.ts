import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { byteOrder } from '../paging/byte-order.ts';
import type { Source } from '../paging/sorted-partition.ts';
import { anId } from '../testing/fixed.ts';
import { changesAtOnce, changesFromStream, keyOf } from './search-changes.ts';
import { recentMoves } from './search-lists.ts';
import { searchPage } from './search-page.ts';
import { type IndexRow, partitionsOf, rowsOf, type Searchable } from './search-row.ts';
import { allEntries, type Lead, nameTerm } from './terms.ts';

const boxSchema = z.object({ id: z.string(), name: z.string(), size: z.int(), updatedAt: z.string() });

type Box = z.infer<typeof boxSchema>;

type Row = IndexRow<Box, readonly [number]>;

const sizeTerm = (size: number) => ({ value: `size:${size}`, spread: 'single', merged: true }) as const;

const searchable: Searchable<Box, readonly [number]> = {
  facets: z.tuple([z.int()]).readonly(),
  listed: boxSchema,
  entryOf: ({ id, name, size, updatedAt: changedAt }) => ({
    id,
    name,
    changedAt,
    terms: [sizeTerm(size)],
    facets: [size],
  }),
};

const START = Date.parse('2026-03-14T15:00:00Z');
const timeOf = (seconds: number) => new Date(START + seconds * 1000).toISOString();

const SECONDS_BETWEEN_MOVES = 25;
const MOST_SECONDS_BEHIND = 60;

/** Boxes that move: each change is a transaction, after which its other rows are written one by one, a moment later. */
class Warehouse {
  readonly boxes = new Map<string, Box>();
  readonly #rows = new Map<string, Row>();
  /** What is still to be written from the stream, and since when. */
  readonly #later: { readonly since: number; readonly write: () => void }[] = [];
  #seconds = 0;

  constructor(boxes: readonly Box[]) {
    for (const box of boxes) {
      this.boxes.set(box.id, box);
      for (const row of rowsOf(searchable, box)) this.#put(row);
    }
  }

  get now(): string {
    return timeOf(this.#seconds);
  }

  move(id: string, change: Partial<Box>): void {
    this.#seconds += SECONDS_BETWEEN_MOVES;
    this.index(this.#later.filter(({ since }) => since <= this.#seconds - MOST_SECONDS_BEHIND).length);
    const before = this.boxes.get(id) as Box;
    const after = { ...before, ...change, updatedAt: this.now };
    this.boxes.set(id, after);
    const atOnce = changesAtOnce(searchable, before, after);
    for (const row of [...atOnce.put, ...atOnce.former]) this.#put(row);
    for (const place of atOnce.remove) this.#rows.delete(keyOf(place));
    const { put, former, remove } = changesFromStream(searchable, [before, after]);
    const writes = [
      ...put.map((row) => () => this.#put(row)),
      ...remove.map((place) => () => this.#rows.delete(keyOf(place))),
      ...former.map((row) => () => this.#put(row)),
    ];
    this.#later.push(...writes.map((write) => ({ since: this.#seconds, write })));
  }

  /** Writes some of what is still to be written. */
  index(writes: number): void {
    for (const { write } of this.#later.splice(0, writes)) write();
  }

  source(partition: string): Source<Row> {
    return {
      read: async (after, limit) => {
        const left = [...this.#rows.values()]
          .filter(({ term, position }) => term === partition && (after === undefined || position > after))
          .toSorted((a, b) => byteOrder(a.position, b.position));
        const rows = left.slice(0, limit);
        return { rows, more: left.length > limit, last: rows.at(-1)?.position };
      },
    };
  }

  #put(row: Row): void {
    this.#rows.set(keyOf(row), row);
  }
}

const names = fc.constantFrom(...'abcdefgh').map((letter) => `Box ${letter}`);
const sizes = fc.nat(2);

const moves = fc.array(
  fc.record({ box: fc.nat(5), to: fc.oneof(fc.record({ name: names }), fc.record({ size: sizes })) }),
  { maxLength: 12 },
);

/** What happens before each read: some moves, and some writes from the stream. */
const happenings = fc.array(fc.record({ moves: fc.nat(2), writes: fc.nat(12) }), {
  minLength: 40,
  maxLength: 40,
});

/** Queries that every box matches, wherever it moves. */
const queries = fc.constantFrom<Lead>([allEntries], [0, 1, 2].map(sizeTerm), [nameTerm('box')]);

test('a reader misses nothing that matches all the time, however it moves meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name: names, size: sizes }), { minLength: 6, maxLength: 6 }),
      moves,
      happenings,
      queries,
      fc.integer({ min: 1, max: 3 }),
      async (boxes, allMoves, between, lead, limit) => {
        const warehouse = new Warehouse(
          boxes.map((box, n) => ({ ...box, id: anId(n), updatedAt: timeOf(-3600) })),
        );
        const left = [...allMoves];
        const what = between[Symbol.iterator]();
        const happen = () => {
          const { value = { moves: 0, writes: 99 } } = what.next();
          for (const { box, to } of left.splice(0, value.moves)) warehouse.move(anId(box), to);
          warehouse.index(value.writes);
        };
        const seen = new Set<string>();
        let cursor: string | undefined;
        do {
          const page = await searchPage(
            { limit, cursor },
            {
              list: 'boxes',
              now: warehouse.now,
              searchable,
              index: {
                sources: (terms, since) =>
                  terms.flatMap(partitionsOf).map((partition) => {
                    const source = recentMoves(warehouse.source(partition), since);
                    return {
                      read(after, most) {
                        happen();
                        return source.read(after, most);
                      },
                    };
                  }),
              },
              leads: [lead],
              matches: () => true,
              load: async (ids) => ids.map((id) => warehouse.boxes.get(id) as Box),
            },
          );
          for (const { id } of page.items) seen.add(id);
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect([...seen].toSorted()).toEqual(boxes.map((_, n) => anId(n)));
      },
    ),
    { numRuns: 2000 },
  );
});
