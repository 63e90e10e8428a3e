import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giveBackAtRest } from './memory-at-rest.ts';
import { Activity } from './services/activity.ts';

const MB = 1024 * 1024;

/** A system with a heap of 200 MB, 50 MB of which are needed. */
function aSystem() {
  const activity = new Activity();
  let heap = 200 * MB;
  const collect = vi.fn(() => {
    heap = 50 * MB;
  });
  const stop = giveBackAtRest({ activity, collect, heapBytes: () => heap });
  const grow = (bytes: number) => {
    heap += bytes;
  };
  return { activity, collect, grow, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const aWhile = () => vi.advanceTimersByTime(40_000);

test('memory is given back when nothing has happened for a while, once', () => {
  const { collect } = aSystem();
  vi.advanceTimersByTime(39_999);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(collect).toHaveBeenCalledTimes(1);
  aWhile();
  aWhile();
  expect(collect).toHaveBeenCalledTimes(1);
});

test('not while something is being done', () => {
  const { activity, collect } = aSystem();
  const end = activity.begin();
  aWhile();
  aWhile();
  expect(collect).not.toHaveBeenCalled();
  end();
  aWhile();
  expect(collect).toHaveBeenCalledTimes(1);
});

test('not if something was done meanwhile', () => {
  const { activity, collect } = aSystem();
  activity.begin()();
  aWhile();
  expect(collect).not.toHaveBeenCalled();
  aWhile();
  expect(collect).toHaveBeenCalledTimes(1);
});

test('again when it has become much more', () => {
  const { collect, grow } = aSystem();
  aWhile();
  grow(31 * MB);
  aWhile();
  expect(collect).toHaveBeenCalledTimes(1);
  grow(1 * MB);
  aWhile();
  expect(collect).toHaveBeenCalledTimes(2);
});

test('not after the end', () => {
  const { collect, stop } = aSystem();
  stop();
  aWhile();
  expect(collect).not.toHaveBeenCalled();
});

test('the collector is V8’s, and nobody else gets it', () => {
  const stop = giveBackAtRest({ activity: new Activity() });
  aWhile();
  expect(runInNewContext('typeof gc')).toBe('undefined');
  stop();
});
