import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MovingLists } from '../testing/moving-lists.ts';
import type { Order } from './sorted-partition.ts';
import { walk } from './walk.ts';

const ROWS = 'abcdefghijkl';
const LISTS = 3;

type Kind = 'enter' | 'leave' | 'move' | 'rename';

/** What becomes of a row before a read: it moves to another list, and with `rename` to another position. */
interface Change {
  readonly kind: Kind;
  readonly row: string;
  readonly list: number;
  readonly letter: string;
}

interface Walk {
  readonly start: readonly number[];
  readonly order: Order;
  readonly limit: number;
  /** Before each read. */
  readonly changes: readonly (readonly Change[])[];
}

const walksOf = (...kinds: Kind[]): fc.Arbitrary<Walk> =>
  fc.record({
    /** The list of each row; beyond the last list, the row is in none yet. */
    start: fc.array(fc.nat(LISTS), { minLength: ROWS.length, maxLength: ROWS.length }),
    order: fc.constantFrom<Order>('ascending', 'descending'),
    limit: fc.integer({ min: 1, max: 6 }),
    changes: fc.array(
      fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          row: fc.constantFrom(...ROWS),
          list: fc.nat(LISTS - 1),
          letter: fc.constantFrom(...ROWS),
        }),
        { maxLength: 4 },
      ),
      { maxLength: 40 },
    ),
  });

/** A position is a letter that can change, then the row's name. */
const rowAt = (position: string): string => position.slice(1);

/** Walks to the end, while all this happens. @param keep whether a row that moves stays in its old place, too. */
async function walked({ start, order, limit, changes }: Walk, keep = false) {
  const lists = new MovingLists(LISTS, order);
  for (const [index, row] of [...ROWS].entries()) {
    const list = start[index] ?? 0;
    if (list < LISTS) lists.places.set(row, [{ list, position: row + row }]);
  }
  const throughout = new Set(lists.places.keys());
  const moved = new Set<string>();
  const renamed = new Set<string>();

  const apply = ({ kind, row, list, letter }: Change): void => {
    const places = lists.places.get(row);
    const now = places?.at(-1);
    if (kind === 'enter' && now === undefined) lists.places.set(row, [{ list, position: row + row }]);
    if (now === undefined || places === undefined || kind === 'enter') return;
    if (kind === 'leave') {
      throughout.delete(row);
      lists.places.delete(row);
      return;
    }
    const position = kind === 'rename' ? letter + row : now.position;
    if (position !== now.position) renamed.add(row);
    if (list !== now.list) moved.add(row);
    lists.places.set(row, [...(keep ? places : []), { list, position }]);
  };

  const left = [...changes];
  const positions: string[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await walk({
      sources: lists.sources(() => left.shift()?.forEach(apply)),
      positionOf: (position) => position,
      order,
      after,
      limit,
      matches: () => true,
    });
    positions.push(...page.rows);
    after = page.nextPosition;
  }
  return { positions, rows: positions.map(rowAt), throughout, moved, renamed };
}

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const runs = { numRuns: 500 };

describe('a walk while rows enter and leave its lists', () => {
  test('has every row once that was there all the time, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave'), async (walk) => {
        const { rows, throughout } = await walked(walk);
        expect(repeated(rows)).toEqual([]);
        expect(rows).toEqual(expect.arrayContaining([...throughout]));
      }),
      runs,
    );
  });
});

describe('a walk while rows move from list to list', () => {
  test('has none twice that kept its position, and leaves out none that stayed', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave', 'move', 'rename'), async (walk) => {
        const { positions, rows, throughout, moved, renamed } = await walked(walk);
        expect(repeated(positions)).toEqual([]);
        expect(repeated(rows).filter((row) => !renamed.has(row))).toEqual([]);
        const stayed = [...throughout].filter((row) => !moved.has(row) && !renamed.has(row));
        expect(rows).toEqual(expect.arrayContaining(stayed));
      }),
      runs,
    );
  });

  test('has every row that was there all the time, when those that move stay in their old places too', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'move', 'rename'), async (walk) => {
        const { rows, throughout, renamed } = await walked(walk, true);
        expect(rows).toEqual(expect.arrayContaining([...throughout]));
        expect(repeated(rows).filter((row) => !renamed.has(row))).toEqual([]);
      }),
      runs,
    );
  });

  test('keeps its order', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave', 'move', 'rename'), async (walk) => {
        const { positions } = await walked(walk);
        const sorted = positions.toSorted();
        expect(positions).toEqual(walk.order === 'ascending' ? sorted : sorted.toReversed());
      }),
      runs,
    );
  });
});
