import { expect, test } from 'vitest';
import { RequestBacklog } from './request-backlog.ts';

const never = new AbortController().signal;

/** Whether events go on, without waiting for anything but promises. */
async function goOn(backlog: RequestBacklog, timeoutMs = 1e6, signal = never): Promise<() => boolean> {
  let gone = false;
  void backlog.whenFew(timeoutMs, signal).then(() => {
    gone = true;
  });
  await new Promise(setImmediate);
  return () => gone;
}

test('events do not wait for a few requests', async () => {
  const backlog = new RequestBacklog();
  for (let n = 0; n < 32; n += 1) backlog.enter();
  expect((await goOn(backlog))()).toBe(true);
});

test('events wait for many requests until only a few are left', async () => {
  const backlog = new RequestBacklog();
  const leave = Array.from({ length: 34 }, () => backlog.enter());
  const gone = await goOn(backlog);
  leave[0]?.();
  // Only counts once.
  leave[0]?.();
  await new Promise(setImmediate);
  expect(gone()).toBe(false);
  leave[1]?.();
  await new Promise(setImmediate);
  expect(gone()).toBe(true);
});

test('however many requests there are, events wait for a time only', async () => {
  const backlog = new RequestBacklog();
  for (let n = 0; n < 100; n += 1) backlog.enter();
  await backlog.whenFew(1, never);
});

test('events do not wait when the system ends', async () => {
  const backlog = new RequestBacklog();
  for (let n = 0; n < 100; n += 1) backlog.enter();
  const end = new AbortController();
  const gone = await goOn(backlog, 1e6, end.signal);
  expect(gone()).toBe(false);
  end.abort();
  await new Promise(setImmediate);
  expect(gone()).toBe(true);
});
