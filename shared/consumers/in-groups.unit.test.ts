import { describe, expect, test, vi } from 'vitest';
import { msLeft, withinMs } from '../retries/time-budget.ts';
import { NOW } from '../testing/fixed.ts';
import { inGroups } from './in-groups.ts';

/** Handles texts in groups by their first letter; those in capitals fail. */
async function handle(
  texts: readonly string[],
  { atMost = 99, atMostOfMany = 1, milliseconds = 20_000 } = {},
) {
  const handled: string[] = [];
  const failed: string[] = [];
  const shares: number[] = [];
  await withinMs(milliseconds, () =>
    inGroups(
      texts,
      {
        by: (text) => text.slice(0, 1).toLowerCase(),
        atMost,
        atMostOfMany,
        handle: async (group) => {
          shares.push(msLeft());
          if (group.some((text) => text === text.toUpperCase())) throw new Error(`not ${group}`);
          handled.push(group.join(' '));
        },
      },
      async (text, error) => void (error !== undefined && failed.push(`${text}: ${error.message}`)),
    ),
  );
  return { handled: handled.toSorted(), failed, shares };
}

describe('items of one key', () => {
  test('are handled together, in their order', async () => {
    const { handled, failed } = await handle(['a2', 'b1', 'a1', 'a3']);
    expect({ handled, failed }).toEqual({ handled: ['a2 a1 a3', 'b1'], failed: [] });
  });

  test('are handled in parts if there are more than may be handled together', async () => {
    expect((await handle(['a1', 'a2', 'a3', 'a4', 'a5'], { atMost: 2 })).handled).toEqual([
      'a1 a2',
      'a3 a4',
      'a5',
    ]);
  });

  test('that fail are split until each of them fails alone; the others are handled', async () => {
    const { handled, failed } = await handle(['a1', 'A2', 'a3', 'a4', 'a5', 'A6']);
    expect(handled).toEqual(['a1', 'a3', 'a4', 'a5']);
    expect(failed).toEqual(['A2: not A2', 'A6: not A6']);
  });
});

describe('items that are alone with their keys', () => {
  test('are handled together, beside those that are several', async () => {
    const { handled } = await handle(['a1', 'b1', 'c1', 'b2', 'd1', 'e1'], { atMostOfMany: 3 });
    expect(handled).toEqual(['a1 c1 d1', 'b1 b2', 'e1']);
  });

  test('are split if they fail', async () => {
    const { handled, failed } = await handle(['a1', 'B1', 'c1', 'd1'], { atMostOfMany: 4 });
    expect({ handled, failed }).toEqual({ handled: ['a1', 'c1 d1'], failed: ['B1: not B1'] });
  });
});

describe('what is read ahead', () => {
  async function readsOf(texts: readonly string[], readAhead: (items: readonly string[]) => Promise<string>) {
    const reads: string[] = [];
    await inGroups(
      texts,
      {
        by: (text) => text.slice(0, 1),
        atMost: 2,
        readAhead,
        handle: async (group, ahead) => {
          reads.push(`${group.join(' ')}: ${ahead}`);
          if (group.join(' ') === 'b1 b2') throw new Error('not together');
        },
      },
      async () => {},
    );
    return reads.toSorted();
  }

  test('is handed over the first time that a key is handled: what follows may have changed it', async () => {
    expect(await readsOf(['a1', 'a2', 'a3', 'b1', 'b2'], async (all) => `read for ${all.join(' ')}`)).toEqual(
      [
        'a1 a2: read for a1 a2 a3 b1 b2',
        'a3: undefined',
        'b1 b2: read for a1 a2 a3 b1 b2',
        'b1: undefined',
        'b2: undefined',
      ],
    );
  });

  test('is nothing if that fails', async () => {
    expect(await readsOf(['a1', 'c1'], () => Promise.reject(new Error('unreadable')))).toEqual([
      'a1: undefined',
      'c1: undefined',
    ]);
  });

  test('is nothing for one key, which reads what it needs', async () => {
    expect(await readsOf(['a1', 'a2'], async () => 'read')).toEqual(['a1 a2: undefined']);
  });
});

describe('the time', () => {
  test('that is left is shared by the groups that wait for each other, and each leaves half for its parts', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
    const groups = [...'abcdefghijklmno'].flatMap((letter) => [`${letter}1`, `${letter}2`]);
    const { shares } = await handle(groups);
    // Ten at the same time: those that come first leave half to those that come second.
    expect(shares.slice(0, 5)).toEqual(Array(5).fill(5_000));
    expect(shares.slice(-5)).toEqual(Array(5).fill(10_000));
  });

  test('without any left, nothing is begun', async () => {
    const { handled, failed } = await handle(['a1', 'b1'], { milliseconds: 0 });
    expect(handled).toEqual([]);
    expect(failed).toEqual([expect.stringMatching(/^a1: No time/), expect.stringMatching(/^b1: No time/)]);
  });
});
