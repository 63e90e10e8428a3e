import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachConcurrently } from './each-concurrently.ts';

test('every item is processed once, in order, and never more than the limit at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 8 }), async (items, limit) => {
      const started: number[] = [];
      let running = 0;
      await eachConcurrently(items, { limit }, async (item) => {
        started.push(item);
        running += 1;
        expect(running).toBeLessThanOrEqual(limit);
        await turn();
        running -= 1;
      });
      expect(started).toEqual(items);
    }),
  );
});

test('after a failure no more calls start, and those in progress are awaited', async () => {
  const done: number[] = [];
  const failing = eachConcurrently([1, 2, 3, 4, 5], { limit: 2 }, async (item) => {
    if (item === 1) throw new Error('first');
    await turn();
    done.push(item);
  });
  await expect(failing).rejects.toThrow('first');
  expect(done).toEqual([2]);
});

test('after an abort no more calls start', async () => {
  const stop = new AbortController();
  const done: number[] = [];
  const stopped = eachConcurrently([1, 2, 3], { limit: 1, signal: stop.signal }, async (item) => {
    done.push(item);
    stop.abort();
  });
  await expect(stopped).rejects.toThrow('aborted');
  expect(done).toEqual([1]);
});
