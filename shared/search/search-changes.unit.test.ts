import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anId, LATER } from '../testing/fixed.ts';
import { changesAtOnce, changesFromStream, formerRowsAfter, isShownLater, keyOf } from './search-changes.ts';
import { rowsOf, type Searchable } from './search-row.ts';

const chairSchema = z.object({ id: z.string(), name: z.string(), stock: z.int(), version: z.int() });

type Chair = z.infer<typeof chairSchema>;

const searchableChairs: Searchable<Chair, readonly [boolean]> = {
  facets: z.tuple([z.boolean()]).readonly(),
  listed: chairSchema,
  restless: ['stock'],
  entryOf: ({ id, name, stock }) => ({
    id,
    name,
    changedAt: LATER,
    terms: [
      { value: `label:${name.slice(0, 1)}`, spread: 'single', written: 'at once' },
      { value: `size:${name.length}`, spread: 'single', merged: true },
      ...(stock === 0 ? [{ value: 'out', spread: 'sharded' } as const] : []),
    ],
    facets: [stock === 0],
  }),
};

const aChair = (changes: Partial<Chair> = {}): Chair => ({
  id: anId(1),
  name: 'Oak',
  stock: 5,
  version: 1,
  ...changes,
});

/** States of a chair, one after the other; it does not exist before the first. */
const histories = fc
  .array(fc.record({ name: fc.constantFrom('Oak', 'Oak Table', 'Elm'), stock: fc.nat(1) }), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((states) =>
    fc
      .boolean()
      .map((isRemoved): (Chair | undefined)[] => [
        undefined,
        ...states.map((state, version) => aChair({ ...state, version })),
        ...(isRemoved ? [undefined] : []),
      ]),
  );

/** What may happen to the next batch: it has up to `size` records, and does not end, or is handed over again from an earlier record. */
const attempts = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 8 }),
    applied: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    outcome: fc.constantFrom('done' as const, 'failed' as const, 'position lost' as const),
    back: fc.nat(4),
  }),
  { maxLength: 12 },
);

describe('the changes from the stream', () => {
  test('lead to the rows of the last state, however batches are cut, fail half-way, and come again', () => {
    fc.assert(
      fc.property(histories, attempts, (states, tries) => {
        const table = new Map<string, object>();
        const records = states.slice(1).map((after, n) => [states[n], after]);
        let next = 0;
        const hand = (size: number, isApplied: (place: number) => boolean) => {
          const batch = records.slice(next, next + size);
          const { put, remove, former } = changesFromStream(searchableChairs, batch.flat());
          const writes = [
            ...put.map((row) => () => table.set(keyOf(row), row)),
            ...remove.map((row) => () => table.delete(keyOf(row))),
            ...former.map((row) => () => table.set(keyOf(row), row)),
          ];
          for (const [place, write] of writes.entries()) if (isApplied(place)) write();
          return batch.length;
        };
        for (const { size, applied, outcome, back } of tries) {
          const count = hand(size, (place) => outcome !== 'failed' || applied[place % 30] === true);
          if (outcome === 'done') next += count;
          if (outcome === 'position lost') next = Math.max(0, next - back);
        }
        hand(records.length, () => true);
        const last = states.at(-1);
        const expected = last === undefined ? [] : rowsOf(searchableChairs, last, 'from the stream');
        const rows = [...table].filter(([, row]) => !('movedAt' in row));
        expect(rows.map(([key]) => key).toSorted()).toEqual(expected.map(keyOf).toSorted());
        for (const row of expected) expect(table.get(keyOf(row))).toEqual(row);
      }),
      { numRuns: 500 },
    );
  });

  test('write a row again that is the same in the first and the last state, but not in between', () => {
    const { put } = changesFromStream(searchableChairs, [
      aChair({ name: 'Elm' }),
      aChair({ name: 'Yew', version: 2 }),
      aChair({ name: 'Elm', version: 3 }),
    ]);
    expect(put.map(({ term }) => term)).toEqual(['name:e', 'name:el', 'name:elm', 'size:3']);
  });

  test('leave rows alone that are the same in all states', () => {
    expect(changesFromStream(searchableChairs, [aChair(), aChair({ stock: 4, version: 2 })])).toEqual({
      put: [],
      former: [],
      remove: [],
    });
  });

  test('are none of the rows that are written at once', () => {
    const { put, remove } = changesFromStream(searchableChairs, [
      undefined,
      aChair(),
      aChair({ name: 'Elm' }),
    ]);
    const terms = [...put, ...remove].map(({ term }) => term);
    expect(terms.filter((term) => /^(all|label)/.test(term))).toEqual([]);
    expect(terms).toContain('name:elm');
  });
});

describe('a change is shown in the list of all', () => {
  test.each([
    ['a moment later if only restless attributes changed', { stock: 4, version: 2 }, true],
    ['at once if others changed', { name: 'Elm', version: 2 }, false],
    ['at once if others changed as well', { name: 'Elm', stock: 4, version: 2 }, false],
  ])('%s', (_, change, later) => {
    const after = aChair(change);
    expect(isShownLater(searchableChairs, aChair(), after)).toBe(later);
    const { put } = changesAtOnce(searchableChairs, aChair(), after);
    expect(put.some((row) => 'item' in row)).toBe(!later);
  });

  test('at once if nothing changes often, and when it is added or removed', () => {
    const { restless: _, ...rest } = searchableChairs;
    const others: typeof searchableChairs = rest;
    expect(isShownLater(others, aChair(), aChair({ version: 2 }))).toBe(false);
    expect(isShownLater(searchableChairs, undefined, aChair())).toBe(false);
    expect(isShownLater(searchableChairs, aChair(), undefined)).toBe(false);
  });
});

test('a list that is written at once tells every change at once', () => {
  const out = changesAtOnce(searchableChairs, aChair({ stock: 1 }), aChair({ stock: 0, version: 2 }));
  expect(out.put.map(({ term }) => term)).toEqual(['label:O']);
});

describe('where a chair was', () => {
  const terms = (rows: readonly { readonly term: string }[]) => rows.map(({ term }) => term).toSorted();

  test('stays a row in the lists that it is still in under another name, and in those that queries merge', () => {
    const [oak, table] = [aChair(), aChair({ name: 'Oak Table' })];
    expect(terms(changesFromStream(searchableChairs, [oak, table]).former)).toEqual([
      'name:o',
      'name:oa',
      'name:oak',
      'size:3',
    ]);
    expect(terms(changesAtOnce(searchableChairs, oak, table).former)).toEqual(['all#1']);
    expect(terms(formerRowsAfter(searchableChairs, [oak, table]))).toEqual([
      'all#1',
      'name:o',
      'name:oa',
      'name:oak',
      'size:3',
    ]);
  });

  test('does not stay in lists that it left for good', () => {
    const [oak, elm] = [aChair({ stock: 0 }), aChair({ name: 'Elm' })];
    expect(terms(changesFromStream(searchableChairs, [oak, elm]).remove)).toEqual(['out#1']);
    expect(terms(changesAtOnce(searchableChairs, oak, elm).remove)).toEqual(['label:O']);
  });

  test('does not stay when it is removed', () => {
    const { former, remove } = changesFromStream(searchableChairs, [aChair(), undefined]);
    expect(former).toEqual([]);
    expect(remove).not.toEqual([]);
    expect(changesAtOnce(searchableChairs, aChair(), undefined).former).toEqual([]);
  });

  test('says when it moved, and expires after an hour', () => {
    const [former] = changesAtOnce(searchableChairs, aChair(), aChair({ name: 'Elm' })).former;
    expect(former).toEqual({
      term: 'all#1',
      position: `oak\u0000${anId(1)}`,
      movedAt: LATER,
      expiresAt: Date.parse(LATER) / 1000 + 3600,
    });
  });
});
