import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MovingLists } from '../testing/moving-lists.ts';
import type { Order } from './sorted-partition.ts';
import { walk } from './walk.ts';

const ROWS = 'abcdefghijkl';
const LISTS = 3;

type Kind = 'enter' | 'leave' | 'move' | 'rename';

/** A change to a row before a read; `rename` moves it to another position, too. */
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
  /** The changes before each read. */
  readonly changes: readonly (readonly Change[])[];
}

const walksOf = (...kinds: Kind[]): fc.Arbitrary<Walk> =>
  fc.record({
    /** The list of each row. `LISTS` means that the row is in none yet. */
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

/** A position is a letter, which can change, and the row's name. */
const rowAt = (position: string): string => position.slice(1);

/** Walks to the end while these changes happen. @param keep whether a moved row also remains in its old place. */
async function walkDuring({ start, order, limit, changes }: Walk, keep = false) {
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
  test('has every row that was there throughout, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave'), async (walk) => {
        const { rows, throughout } = await walkDuring(walk);
        expect(repeated(rows)).toEqual([]);
        expect(rows).toEqual(expect.arrayContaining([...throughout]));
      }),
      runs,
    );
  });
});

describe('a walk while rows move from list to list', () => {
  test('has no row twice unless it was renamed, and leaves out none that stayed in place', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave', 'move', 'rename'), async (walk) => {
        const { positions, rows, throughout, moved, renamed } = await walkDuring(walk);
        expect(repeated(positions)).toEqual([]);
        expect(repeated(rows).filter((row) => !renamed.has(row))).toEqual([]);
        const stayed = [...throughout].filter((row) => !moved.has(row) && !renamed.has(row));
        expect(rows).toEqual(expect.arrayContaining(stayed));
      }),
      runs,
    );
  });

  test('has every row that was there throughout, if moved rows also remain in their old places', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'move', 'rename'), async (walk) => {
        const { rows, throughout, renamed } = await walkDuring(walk, true);
        expect(rows).toEqual(expect.arrayContaining([...throughout]));
        expect(repeated(rows).filter((row) => !renamed.has(row))).toEqual([]);
      }),
      runs,
    );
  });

  test('keeps its order', async () => {
    await fc.assert(
      fc.asyncProperty(walksOf('enter', 'leave', 'move', 'rename'), async (walk) => {
        const { positions } = await walkDuring(walk);
        const sorted = positions.toSorted();
        expect(positions).toEqual(walk.order === 'ascending' ? sorted : sorted.toReversed());
      }),
      runs,
    );
  });
});
