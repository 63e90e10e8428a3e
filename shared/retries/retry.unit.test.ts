import { beforeEach, describe, expect, test, vi } from 'vitest';
import { retry } from './retry.ts';
import { msLeft, msOf, withinMs } from './time-budget.ts';

const options = { when: () => true, firstMs: 40 };
const failure = new Error('busy');

/** Fails this many times, then returns the number of attempts. */
function failing(times: number) {
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    if (attempts <= times) throw failure;
    return attempts;
  };
  return { work, attempts: () => attempts };
}

// Makes the random pauses zero.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('work that fails', () => {
  test('is retried until it succeeds', async () => {
    expect(await retry(failing(39).work, options)).toBe(40);
  });

  test('fails with its last error after 40 attempts', async () => {
    const { work, attempts } = failing(40);
    await expect(retry(work, options)).rejects.toBe(failure);
    expect(attempts()).toBe(40);
  });

  test('for another reason is not retried', async () => {
    const { work, attempts } = failing(1);
    await expect(retry(work, { ...options, when: () => false })).rejects.toBe(failure);
    expect(attempts()).toBe(1);
  });

  test('is not retried if the next pause would outlast the invocation', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const { work, attempts } = failing(40);
    await expect(withinMs(30, () => retry(work, options))).rejects.toBe(failure);
    expect(attempts()).toBe(1);
  });
});

test('work has the remaining time of the invocation, minus two seconds', () => {
  expect(msOf({ getRemainingTimeInMillis: () => 10_000 })).toBe(8_000);
  expect(msOf({ getRemainingTimeInMillis: () => 1_000 })).toBeLessThan(0);
  expect(msOf(undefined)).toBe(Number.POSITIVE_INFINITY);
  expect(withinMs(msOf(undefined), msLeft)).toBe(Number.POSITIVE_INFINITY);
});
