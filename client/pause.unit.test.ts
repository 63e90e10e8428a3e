import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pause } from './pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a pause ends when its time is up', async () => {
  const paused = pause(50, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(50);
  await expect(paused).resolves.toBeUndefined();
});

test.each(['before it begins', 'while it lasts'])(
  'a pause that is aborted %s rejects with the reason',
  async (when) => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    if (when === 'before it begins') stop.abort(reason);
    const paused = pause(60_000, stop.signal);
    stop.abort(reason);
    await expect(paused).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  },
);
