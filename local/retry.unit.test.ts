import { expect, test } from 'vitest';
import { retry } from './retry.ts';

/** Fails the given number of times, then returns how often it was called. */
function failing(times: number) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw new Error(`failure ${calls}`);
    return calls;
  };
}

test('retries until the work succeeds', async () => {
  expect(await retry(failing(5), {})).toBe(6);
});

test('gives up after the maximum number of attempts, with the last error', async () => {
  expect(await retry(failing(2), { attempts: 3 })).toBe(3);
  await expect(retry(failing(3), { attempts: 3 })).rejects.toThrow('failure 3');
});

test('waits after each failure, for a time that may depend on the number of failures', async () => {
  const asked: number[] = [];
  const backoffMs = (failures: number) => {
    asked.push(failures);
    return 0;
  };
  await retry(failing(3), { backoffMs });
  expect(asked).toEqual([1, 2, 3]);
});

test('does not wait for the next attempt once aborted', async () => {
  const stop = new AbortController();
  const backoffMs = () => {
    stop.abort();
    return 3_600_000;
  };
  await expect(retry(failing(9), { backoffMs, signal: stop.signal })).rejects.toThrow('failure 1');
});
