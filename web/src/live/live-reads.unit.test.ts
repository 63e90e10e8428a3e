import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, ApiUnreachable } from '../api/api-error.ts';
import { createLiveReads, type LiveRead } from './live-reads.ts';
import { PACE } from './pace.ts';
import type { Presence } from './presence.ts';

const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window with somebody in front of it. */
function aWindow() {
  let [isVisible, touchedAt] = [true, Date.now()];
  let listener: Parameters<Presence['follow']>[0] | undefined;
  const untouchedMs = (): number => Date.now() - touchedAt;
  const live = createLiveReads(
    {
      isVisible: () => isVisible,
      untouchedMs,
      follow: (it) => {
        listener = it;
      },
    },
    () => 0.5,
  );
  const touch = (): void => {
    const before = untouchedMs();
    touchedAt = Date.now();
    listener?.onInput(before);
  };
  return {
    live,
    touch,
    show(visible: boolean): void {
      isVisible = visible;
      if (visible) touch();
      listener?.onSight();
    },
    watch(role: LiveRead['role'] = 'lead', answer: () => Promise<boolean> = async () => false) {
      const read = vi.fn(answer);
      return { read, stop: live.watch({ role, read }) };
    },
  };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const refusal = (status: number): ApiProblem => new ApiProblem({ status, code: 'access-denied', detail: '' });

test('what is in sight is read every few seconds', async () => {
  const { read } = aWindow().watch();
  await pass(MINUTE_MS);
  expect(read).toHaveBeenCalledTimes(Math.floor(MINUTE_MS / PACE.busyMs));
});

test('an hour without a touch costs 38 + 55 reads, and the day after that none', async () => {
  const { read } = aWindow().watch();
  await pass(24 * 60 * MINUTE_MS);
  expect(read).toHaveBeenCalledTimes(38 + 55);
});

test('whoever touches the page again sees at once what has changed', async () => {
  const window = aWindow();
  const { read } = window.watch();
  await pass(120 * MINUTE_MS);
  read.mockClear();
  window.touch();
  await pass(0);
  expect(read).toHaveBeenCalledTimes(1);
  await pass(PACE.busyMs);
  expect(read).toHaveBeenCalledTimes(2);
});

test('a hidden page reads nothing, and everything as soon as it is shown, but not twice at once', async () => {
  const window = aWindow();
  const [lead, follower] = [window.watch(), window.watch('follower')];
  window.show(false);
  await pass(10 * MINUTE_MS);
  expect(lead.read).not.toHaveBeenCalled();
  window.show(true);
  await pass(0);
  expect(lead.read).toHaveBeenCalledTimes(1);
  expect(follower.read).toHaveBeenCalledTimes(1);
  window.show(true);
  await pass(PACE.returnMs - 1);
  expect(lead.read).toHaveBeenCalledTimes(1);
});

test('what is not in sight any more is not read', async () => {
  const window = aWindow();
  const [gone, left] = [window.watch(), window.watch()];
  gone.stop();
  await pass(PACE.busyMs);
  expect(gone.read).not.toHaveBeenCalled();
  expect(left.read).toHaveBeenCalledTimes(1);
});

test('nothing is read behind a dialog, but once it is closed', async () => {
  const window = aWindow();
  const { read } = window.watch();
  const release = window.live.hold();
  await pass(MINUTE_MS);
  expect(read).not.toHaveBeenCalled();
  release();
  await pass(0);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a read that is due when a dialog opens is stopped', async () => {
  const window = aWindow();
  const signals: AbortSignal[] = [];
  window.live.watch({
    role: 'lead',
    read: (signal) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  await pass(PACE.busyMs);
  window.live.hold();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('a follower is read twice after a lead has changed, and once a minute otherwise', async () => {
  const window = aWindow();
  let hasChanged = true;
  window.watch('lead', async () => hasChanged);
  const follower = window.watch('follower');
  await pass(PACE.busyMs);
  expect(follower.read).toHaveBeenCalledTimes(1);
  hasChanged = false;
  await pass(PACE.busyMs);
  expect(follower.read).toHaveBeenCalledTimes(2);
  await pass(4 * PACE.busyMs);
  expect(follower.read).toHaveBeenCalledTimes(2);
  await pass(4 * PACE.busyMs);
  expect(follower.read).toHaveBeenCalledTimes(3);
});

describe('failures', () => {
  test('make the pauses longer, and are told after a few; one success is enough', async () => {
    const window = aWindow();
    const begin = Date.now();
    let isAway = true;
    const { read } = window.watch('lead', async () => {
      if (isAway) throw new ApiUnreachable('away');
      return false;
    });
    await pass(PACE.busyMs * (1 + 2));
    expect(read).toHaveBeenCalledTimes(2);
    expect(window.live.outdatedSince.current()).toBeUndefined();
    await pass(PACE.busyMs * 4);
    expect(read).toHaveBeenCalledTimes(3);
    expect(window.live.outdatedSince.current()).toBe(begin);
    isAway = false;
    await pass(PACE.busyMs * 8);
    expect(window.live.outdatedSince.current()).toBeUndefined();
    await pass(PACE.busyMs);
    expect(read).toHaveBeenCalledTimes(5);
  });

  test('wait as long as the API asks, even if somebody comes back', async () => {
    const window = aWindow();
    const retryAfterMs = 5 * MINUTE_MS;
    const { read } = window.watch('lead', async () => {
      throw new ApiProblem({ status: 429, code: 'too-many-requests', detail: '', retryAfterMs });
    });
    await pass(PACE.busyMs);
    window.show(true);
    await pass(retryAfterMs - 1);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test.each([401, 403])(
    '%i ends the reads of what was refused, until somebody comes back',
    async (status) => {
      const window = aWindow();
      const { read } = window.watch('lead', async () => {
        throw refusal(status);
      });
      const other = window.watch();
      await pass(MINUTE_MS);
      expect(read).toHaveBeenCalledTimes(1);
      expect(other.read).toHaveBeenCalledTimes(7);
      expect(window.live.outdatedSince.current()).toBeUndefined();
      window.show(true);
      await pass(PACE.returnMs);
      expect(read).toHaveBeenCalledTimes(2);
    },
  );
});
