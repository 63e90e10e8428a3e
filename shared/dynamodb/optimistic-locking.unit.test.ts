import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../refusals/refusal.ts';
import { GuardFailed } from './commit.ts';
import { optimistically } from './optimistic-locking.ts';

/** Fails this many times with `error`, then returns the number of attempts. */
function losing(times: number, error: Error) {
  let attempts = 0;
  return async () => {
    attempts += 1;
    if (attempts <= times) throw error;
    return attempts;
  };
}

// Makes the random pauses between attempts zero.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('read, decide, write', () => {
  test('is retried while someone else writes first', async () => {
    expect(await optimistically(losing(39, new GuardFailed(['version'])))).toBe(40);
  });

  test('is refused as a concurrent change after 40 lost races', async () => {
    await expect(optimistically(losing(40, new GuardFailed(['version'])))).rejects.toMatchObject({
      code: 'concurrent-change',
    });
  });

  test('is retried while reads are throttled, and refused as overloaded if that persists', async () => {
    const throttled = Object.assign(new Error(), { name: 'ThrottlingException' });
    expect(await optimistically(losing(39, throttled))).toBe(40);
    await expect(optimistically(losing(40, throttled))).rejects.toMatchObject({ code: 'overloaded' });
  });

  test.each([new GuardFailed(['idempotency-key']), new Refusal('not-found', ''), new Error('down')])(
    'is not retried after another failure (%s)',
    async (error) => {
      await expect(optimistically(losing(1, error))).rejects.toBe(error);
    },
  );

  test('is retried if the version is one of the failed guards', async () => {
    expect(await optimistically(losing(1, new GuardFailed(['idempotency-key', 'version'])))).toBe(2);
  });
});
