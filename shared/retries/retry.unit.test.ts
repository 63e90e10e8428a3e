import { beforeEach, describe, expect, test, vi } from 'vitest';
import { retry } from './retry.ts';
import { msLeft, msOf, withinMs } from './time-budget.ts';

const options = { when: () => true, firstMs: 40 };
const failure = new Error('busy');

/** Fails so many times, then returns how often it was tried. */
function failing(times: number) {
  let attempts = 0;
  const work = async () => {
    attempts += 1;
    if (attempts <= times) throw failure;
    return attempts;
  };
  return { work, attempts: () => attempts };
}

// Pauses are random: none at all here.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('work that fails', () => {
  test('is done again until it succeeds', async () => {
    expect(await retry(failing(39).work, options)).toBe(40);
  });

  test('is given up with its last error after 40 attempts', async () => {
    const { work, attempts } = failing(40);
    await expect(retry(work, options)).rejects.toBe(failure);
    expect(attempts()).toBe(40);
  });

  test('for another reason is not done again', async () => {
    const { work, attempts } = failing(1);
    await expect(retry(work, { ...options, when: () => false })).rejects.toBe(failure);
    expect(attempts()).toBe(1);
  });

  test('is not done again when the next pause would end after the time is over', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const { work, attempts } = failing(40);
    await expect(withinMs(30, () => retry(work, options))).rejects.toBe(failure);
    expect(attempts()).toBe(1);
  });
});

test('an invocation leaves what it has, but for two seconds', () => {
  expect(msOf({ getRemainingTimeInMillis: () => 10_000 })).toBe(8_000);
  expect(msOf({ getRemainingTimeInMillis: () => 1_000 })).toBeLessThan(0);
  expect(msOf(undefined)).toBe(Number.POSITIVE_INFINITY);
  expect(withinMs(msOf(undefined), msLeft)).toBe(Number.POSITIVE_INFINITY);
});
