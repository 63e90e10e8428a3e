import { expect, test, vi } from 'vitest';
import { eachOf } from './each-of.ts';

test('at most four are in progress at once, all are done, and progress is told', async () => {
  let [now, most] = [0, 0];
  const onProgress = vi.fn();
  const numbers = Array.from({ length: 20 }, (_, at) => at);
  const { done, failed } = await eachOf(
    numbers,
    async (number) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return number * 2;
    },
    onProgress,
  );
  expect(most).toBe(4);
  expect(done.map(({ item, answer }) => [item, answer])).toEqual(numbers.map((each) => [each, each * 2]));
  expect(failed).toEqual([]);
  expect(onProgress.mock.calls.map(([count]) => count)).toEqual(numbers.map((each) => each + 1));
});

test('one that fails stops none of the others, and says why', async () => {
  const { done, failed } = await eachOf([1, 2, 3], async (number) => {
    if (number === 2) throw new Error('too few');
    return number;
  });
  expect(done.map(({ item }) => item)).toEqual([1, 3]);
  expect(failed.map(({ item, error }) => [item, error.message])).toEqual([[2, 'too few']]);
});
