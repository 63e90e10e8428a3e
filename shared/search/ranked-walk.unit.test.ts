import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Board, BoardPlace, Ranked } from '../counters/board.ts';
import { type RankedPlaces, rankedWalk } from './ranked-walk.ts';

/** A board in memory. Each read takes at least half a unit. */
function boardOf(ranked: readonly Ranked[], spend: (units: number) => void): Pick<Board, 'read'> {
  const sorted = ranked.toSorted((a, b) => b.units - a.units);
  return {
    async read(after: BoardPlace | undefined, limit: number) {
      const start = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after[1]) + 1;
      const rows = sorted.slice(start, start + limit);
      const last = rows.at(-1);
      spend(Math.max(1, Math.ceil((rows.length * 128) / 4096)) / 2);
      return { rows, next: last && start + limit < sorted.length ? [last.units, last.id] : undefined };
    },
  };
}

/** All pages, and the most that one of them cost. */
async function walkAll(lists: readonly Ranked[][], limit: number, matches: (id: string) => boolean) {
  const ids: string[] = [];
  const sizes: number[] = [];
  let most = 0;
  let places: RankedPlaces | undefined;
  do {
    let units = 0;
    const spend = (more: number) => {
      units += more;
    };
    const load = async (wanted: readonly string[]) => {
      spend(wanted.length / 2);
      return [...wanted];
    };
    const boards = lists.map((list) => boardOf(list, spend));
    const walked = await rankedWalk(boards, places, limit, load, matches, (id) => id);
    ids.push(...walked.found.map(({ ranked }) => ranked.id));
    sizes.push(walked.found.length);
    most = Math.max(most, units);
    places = walked.next;
  } while (places !== undefined && sizes.length < 1000);
  return { ids, sizes, most };
}

/** Up to 300 entities on three boards, many with equal units, and most of those with many on one board. */
const ranked = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(2)), { maxLength: 300, size: 'max' })
  .map((all) =>
    all.map(([units, board], n) => ({
      id: `${n}`,
      units: units + board * 5,
      rank: units + board * 5,
      purchases: 1,
      revenue: [],
      board,
    })),
  );

describe('a walk through a ranking', () => {
  test('finds each match once, those with the most units first, at a bounded cost', async () => {
    await fc.assert(
      fc.asyncProperty(
        ranked,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(1, 2, 13),
        async (all, limit, every) => {
          const lists = [0, 1, 2].map((board) => all.filter((each) => each.board === board));
          const matches = (id: string) => Number(id) % every === 0;
          const { ids, sizes, most } = await walkAll(lists, limit, matches);
          const units = new Map(all.map(({ id, units }) => [id, units]));
          const right = all.filter(({ id }) => matches(id));
          expect(ids.toSorted()).toEqual(right.map(({ id }) => id).toSorted());
          const found = ids.map((id) => units.get(id) ?? 0);
          expect(found).toEqual(found.toSorted((a, b) => b - a));
          expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
          expect(most).toBeLessThanOrEqual(28.5 + limit / 2);
          if (right.length > 0 && every === 1) expect(sizes.at(-1)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('takes all of a board that has the most units', async () => {
    const [all, first] = [Array.from({ length: 200 }, (_, n) => n), 100];
    const lists = [all.slice(0, first), all.slice(first)].map((part) =>
      part.map((n) => ({ id: `${n}`, units: 200 - n, rank: 200 - n, purchases: 1, revenue: [] })),
    );
    expect((await walkAll(lists, 100, () => true)).ids).toEqual(all.map(String));
  });

  test('looks at many entities in one request, even for a small page', async () => {
    const list = Array.from({ length: 100 }, (_, n) => ({
      id: `${n}`,
      units: 200 - n,
      rank: 200 - n,
      purchases: 1,
      revenue: [],
    }));
    expect((await walkAll([list], 1, (id) => id === '40')).sizes[0]).toBe(1);
  });
});
